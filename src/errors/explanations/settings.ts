import type {Explanations} from './explanation.js'

/** Problems of apigw.yaml. `schemas/apigw.schema.json` gives editors completion and finds most of them while typing. */
export const settingsExplanations: Explanations = {
  SETTINGS_BAD_NAME: {
    means: 'A name has letters that AWS does not allow there, or is one of its own.',
    steps: ['The message names the form; $connect, $disconnect and $default are the only route keys with a $.'],
  },
  SETTINGS_BAD_VALUE: {means: 'A value is not one that AWS takes.', steps: ['The message says which it takes.']},
  SETTINGS_EMPTY: {means: 'apigw.yaml is empty.', steps: ['"apigw init" in an empty folder shows an example.']},
  SETTINGS_FILE: {means: 'apigw.yaml cannot be read.', steps: ['Check its permissions.']},
  SETTINGS_INVALID: {
    means: 'apigw.yaml has problems; each is listed with its place.',
    steps: ['Correct the places named. "apigw lint" shows them again.'],
  },
  SETTINGS_MISSING: {means: 'Something that the settings need is absent.', steps: ['Add what the message names.']},
  SETTINGS_NOT_FOR_ROUTE: {
    means: 'Only $connect has headers and a query string; messages have neither.',
    steps: ['Move the setting to $connect, or check the message in the function.'],
  },
  SETTINGS_NOT_FOR_TYPE: {
    means: 'The setting belongs to another kind of API.',
    steps: ['Remove it, or correct "type:".'],
  },
  SETTINGS_NOT_FOUND: {
    means: 'There is no apigw.yaml in this folder or above.',
    steps: ['Change to the project folder, or start one with "apigw init".'],
  },
  SETTINGS_NOT_USED: {means: 'The setting would have no effect where it stands.', steps: ['Remove it.']},
  SETTINGS_SYNTAX: {
    means: 'The file is not valid YAML there.',
    steps: ['Compare indentation and quotes with the lines above.'],
  },
  SETTINGS_TOO_LARGE: {
    means: 'The file is too large or too deeply nested to be settings.',
    steps: ['Name the right file.'],
  },
  SETTINGS_UNKNOWN_KEY: {means: 'There is no such setting.', steps: ['The message lists those there are.']},
  SETTINGS_UNKNOWN_NAME: {
    means: 'A function, authorizer, model, stage, plan or key is named that the file does not declare.',
    steps: ['Declare it, or correct the name.'],
  },
}
