import type {Explanations} from './explanation.js'

/** Errors of the command line, and of single commands beside plan, apply and the gateway. */
export const toolExplanations: Explanations = {
  CALL_FAILED: {
    means: 'The request got no answer: no connection, or not within --timeout.',
    steps: ['Check that the address can be reached from here.', 'Raise --timeout.'],
  },
  CALL_WORDS: {means: 'A word of "apigw call" cannot be used.', steps: ['"apigw call --help" has examples.']},
  CODE_UNKNOWN: {means: 'Nothing of that name can be explained.', steps: ['"apigw explain" lists what can.']},
  COMMAND_UNKNOWN: {means: 'There is no such command.', steps: ['"apigw --help" lists them.']},
  DEFECT: {
    means: 'apigw itself failed.',
    steps: ['Run the command with --debug and report what it prints; it holds no secrets.'],
  },
  DEFINITION_INVALID: {
    means: 'The definition has errors; each is listed with its place. Nothing was sent anywhere.',
    steps: [
      'Correct the places named. "apigw lint" shows them again.',
      '"apigw explain CODE" tells more of each code.',
    ],
  },
  EXPORT_FORMAT: {
    means: 'AWS exports this kind of API, or what was asked for, in other forms only.',
    steps: ['Leave --format and --extensions out, or add --working-copy.'],
  },
  FILES_EXIST: {
    means: 'Files would be overwritten; nothing was written.',
    steps: ['Name another folder, or add --force.'],
  },
  FOLDER_IS_FILE: {means: 'A project is a folder, and a file has its name.', steps: ['Name another folder.']},
  FOLDER_NOT_EMPTY: {
    means: 'A new project is made in an empty folder; nothing was written.',
    steps: ['Name a new folder, or add --force: files of the same names are replaced, others stay.'],
  },
  INTERRUPTED: {means: 'Ctrl-C (exit code 130).', steps: []},
  KIND_NOT_SUPPORTED: {
    means: 'The command is for another kind of API: REST, HTTP and WebSocket APIs differ.',
    steps: ['The message names what to use instead.'],
  },
  OUTPUT_FILE_NOT_WRITABLE: {
    means: 'The file of APIGW_OUTPUT_FILE cannot be written.',
    steps: ['Correct the path, or unset the variable.'],
  },
  PACKAGE_NAME: {
    means: 'npm does not take the name that --package gives a client.',
    steps: ['Write it like pets-client or @shop/pets-client.'],
  },
  PERMISSION_UNKNOWN: {
    means: 'The policy of a function could not be read, so it is unknown who may call it.',
    steps: ['Let the credentials call lambda:GetPolicy on the function.'],
  },
  QUERY_INVALID: {
    means: '--query is no JMESPath expression, or cannot be applied to the result.',
    steps: [
      'Names with a space or a dash go in double quotes: --query \'routes."GET /pets"\'',
      'https://jmespath.org has the grammar.',
    ],
  },
  REPORT_NOT_WRITTEN: {means: 'A report file cannot be written.', steps: ['Check its folder.']},
  PORTAL_VIEWER_MISSING: {
    means: 'A portal is shown by files that belong to apigw, and they are not where they were installed.',
    steps: ['Install apigw again.', 'In a checkout, run "npm run build".'],
  },
  SDK_KIND: {
    means: 'AWS generates SDKs for REST APIs only.',
    steps: ['Use --language typescript: it is made here, for any kind of API.'],
  },
  SDK_PARAMETERS: {
    means: 'AWS asks for parameters before it generates an SDK of this language, and these are not they.',
    steps: ['The message lists them: --parameter NAME=VALUE for each.'],
  },
  SDK_ZIP_INVALID: {
    means: 'The SDK that was answered is no zip, leads out of its folder, or is too large. Nothing was written.',
    steps: ['Try again; if it stays, the service that answers is not AWS.'],
  },
  STAGE_UNKNOWN: {
    means: 'apigw.yaml has no stage of that name.',
    steps: ['Use one that it has, or add it under "stages:".'],
  },
  TARGET_UNKNOWN: {means: 'A target is aws or local.', steps: ['Correct --target, APIGW_TARGET or the stage.']},
  USAGE: {
    means: 'The words of the command line do not fit the command.',
    steps: ['Add --help to see flags and examples.'],
  },
  VALUE_INVALID: {
    means: 'The value of a flag or an answer cannot be used: out of bounds, not JSON, not NAME=VALUE.',
    steps: ['The message says what it has to be; "--help" has examples.'],
  },
  VALUE_MISSING: {
    means: 'A value is needed and there is no terminal to ask on, or --no-input forbids it.',
    steps: ['Add the flag that the message names.'],
  },
  VTL_CASES_NOT_FOUND: {
    means: 'The folder holds no template fixtures.',
    steps: ['A fixture is a folder with template.vtl, input.json and expected.json: "apigw vtl test --help".'],
  },
  VTL_CASE_AMBIGUOUS: {
    means: 'A fixture has two files for the same role.',
    steps: ['Move one of them to a folder of its own.'],
  },
  VTL_CASE_UNREADABLE: {means: 'A file of a fixture cannot be read.', steps: ['Check the file.']},
  VTL_FAILED: {
    means: 'The template cannot be parsed or rendered. API Gateway would answer 500.',
    steps: ['The message has line and column.', '"apigw vtl render" tries it with an input of yours.'],
  },
  VTL_INPUT_INVALID: {
    means: 'What a template is to be rendered with is no JSON, or is the name of a file without its @.',
    steps: ['--input takes text, @FILE, or - for stdin.'],
  },
  VTL_NOT_ON_AWS: {
    means: 'API Gateway prints this directive as it is written.',
    steps: ['Write the text out, or use #define.'],
  },
  VTL_UNREADABLE: {means: 'The template or an input cannot be read.', steps: ['Check the path.']},
  WS_CLOSED: {
    means: 'The other side closed the connection before the script was over.',
    steps: ['The close code is in the message; look at the log of the route that answered last.'],
  },
  WS_EXPECTATION: {
    means: 'An expected frame did not come in time (exit code 1).',
    steps: ['The message shows what came instead.', '"apigw local trace --last" shows what the route did.'],
  },
  WS_FAILED: {means: 'There is no connection.', steps: ['Check the address, or raise --timeout.']},
  WS_PATTERN: {
    means: '--expect is no valid regular expression.',
    steps: ['Without slashes around it, it is plain text.'],
  },
  WS_REFUSED: {
    means: 'The handshake was answered with a status: $connect refused it, or the API is not there.',
    steps: ['401 and 403: the authorizer of $connect. Give --token, --api-key, --sign, --header or --query-param.'],
  },
  WS_TOO_LARGE: {
    means: 'API Gateway takes messages of 128 KB at most and closes the connection of a client that sends more.',
    steps: ['Send several messages.'],
  },
  WS_WORDS: {means: 'A word of "apigw ws" cannot be used.', steps: ['"apigw ws --help" has examples.']},
}
