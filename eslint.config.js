import tseslint from 'typescript-eslint'

const sizes = {
  'max-lines-per-function': ['warn', {max: 60, skipBlankLines: true, skipComments: true}],
}

/** Only these folders touch the process: style.md section 12. */
const effects = [
  'src/cli/**',
  'src/config/**',
  'src/ui/**',
  'src/gateway/server.ts',
  'src/gateway/clock.ts',
  'src/gateway/process.ts',
  'src/completion/answer-shell.ts',
]

export default tseslint.config(
  {ignores: ['dist', 'dist.*', 'node_modules', 'coverage', 'templates', 'test/fixtures', 'bench/fixture*', '.apigw']},
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {projectService: {allowDefaultProject: ['eslint.config.js', 'bin/*.js']}},
    },
    rules: {
      ...sizes,
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true, allowBoolean: true}],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', {ignoreArrowShorthand: true}],
      '@typescript-eslint/no-unnecessary-condition': ['error', {allowConstantLoopConditions: true}],
      'no-restricted-syntax': [
        'error',
        {selector: 'TSEnumDeclaration', message: 'Use a union of string literals.'},
        {
          selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
          message: 'Do not cast through unknown: parse or narrow the value.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: effects,
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        {object: 'process', property: 'env', message: 'Read the environment in cli, config, ui or the gateway server.'},
        {object: 'process', property: 'exit', message: 'Throw an ApigwError instead.'},
        {object: 'Date', property: 'now', message: 'Take the time as an argument.'},
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: {'max-lines-per-function': 'off', '@typescript-eslint/no-floating-promises': 'error'},
  },
  {files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked]},
)
