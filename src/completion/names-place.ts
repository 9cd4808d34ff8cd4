/** Where names are looked up: flags as the context takes them, and a key that tells one place from another. */
export type NamesPlace = {flags: Readonly<Record<string, string>>; key: string}

const flagWords: Readonly<Record<string, readonly string[]>> = {
  stage: ['--stage', '-s'],
  target: ['--target'],
  region: ['--region'],
  profile: ['--profile'],
  endpoint: ['--endpoint'],
}

/** What else decides which account, region and gateway are asked. The id of an access key is no secret. */
const variables = [
  ...['APIGW_STAGE', 'APIGW_TARGET', 'APIGW_REGION', 'APIGW_PROFILE', 'APIGW_ENDPOINT'],
  ...['AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ACCESS_KEY_ID'],
]

/** What the words and the environment say of the place; the last word is the one under the cursor. Pure. */
export function namesPlace(
  words: readonly string[],
  {cwd, env}: {cwd: string; env: Readonly<Record<string, string | undefined>>},
): NamesPlace {
  const before = words.slice(0, -1)
  const found = Object.entries(flagWords).flatMap(([name, spellings]) => {
    const value = spellings.map((spelling) => valueOf(spelling, before)).find((each) => each !== undefined)
    return value === undefined ? [] : [[name, value] as const]
  })
  const flags = Object.fromEntries(found)
  return {flags, key: JSON.stringify([cwd, flags, variables.map((name) => env[name])])}
}

/** `--stage prod` or `--stage=prod`, which bash hands over as three words. */
function valueOf(spelling: string, words: readonly string[]): string | undefined {
  const joined = words.find((word) => word.startsWith(`${spelling}=`))
  if (joined !== undefined) return joined.slice(spelling.length + 1)
  const at = words.indexOf(spelling)
  if (at === -1) return undefined
  return words[at + 1] === '=' ? words[at + 2] : words[at + 1]
}
