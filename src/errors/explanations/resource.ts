import type {Explanations} from './explanation.js'

/** Errors of the commands that edit parts of an API. */
export const resourceExplanations: Explanations = {
  DECLARED_ELSEWHERE: {
    means: 'A command has changed a live API that the files of a project declare. The files do not know it.',
    steps: ['Write the change into the files, or run "apigw drift --accept" in the project; else the next deploy takes it back.'], // prettier-ignore
  },
  EDIT_IMPOSSIBLE: {
    means:
      'AWS cannot change this part in place, and replacing the whole definition for it would lose what it does not hold.',
    steps: ['Delete the part and create it again, or keep the API in files: "apigw pull", then "apigw deploy".'],
  },
  FIELD_NOT_HERE: {
    means:
      'A flag says something that this kind of API does not have, or that means nothing to what answers the route: a status and a body are those of a mock, and a function is called by POST.',
    steps: ['Leave the flag out; "--help" says behind each flag which kinds have it.'],
  },
  FUNCTION_NAME_INVALID: {
    means: 'A Lambda function is named by its name, its name with an alias or version, or its ARN.',
    steps: ['For example list-pets, list-pets:live, or arn:aws:lambda:eu-west-1:123456789012:function:list-pets.'],
  },
  INPUT_UNREADABLE: {
    means: 'A flag names a file (@FILE) or stdin (-) that cannot be read, or holds more than 1 MiB.',
    steps: ['Check the path, from the folder that the command runs in.'],
  },
  KIND_WITHOUT_PART: {
    means: 'This kind of API has no such part: HTTP APIs have no models, only REST APIs have resource policies.',
    steps: ['"apigw api list" shows the kind of each API.'],
  },
  LEFT_BESIDE: {
    means:
      'Something beside an API outlives what was deleted: a stage still needs it, or it may be of use to somebody else.',
    steps: ['Look at what is named, and run the command behind it if nobody wants it any more.'],
  },
  NAME_INVALID: {
    means: 'AWS does not take this name for such a thing.',
    steps: ['Use the letters that the message names.'],
  },
  NAME_NOT_FOUND: {
    means: 'The account has nothing of that id or name in this region.',
    steps: ['"apigw NOUN list" shows what there is.', 'Check --stage, --region and --profile.'],
  },
  PART_NOT_FOUND: {
    means: 'The API has nothing of this name. Things are named as people name them, never by the ids of AWS.',
    steps: ['The "list" of the same noun shows the names; check which API the command works on.'],
  },
  POLICY_INVALID: {
    means: 'A resource policy is a JSON object with statements, as IAM policies are.',
    steps: ['"apigw policy show" of another API is an example; the resource of all routes is "execute-api:/*".'],
  },
  RESOURCE_AMBIGUOUS: {
    means: 'Two things have the name that was given: AWS allows that for usage plans, API keys and VPC links.',
    steps: ['Give the id in place of the name; the message lists them.'],
  },
  RESOURCE_EXISTS: {
    means: 'There is a thing of this name already; create never changes one.',
    steps: ['Use the "update" of the same noun, or another name.'],
  },
  RESOURCE_IN_USE: {
    means: 'Others refer to what shall be deleted, and AWS would refuse it.',
    steps: ['Take it out of those that the message names first.'],
  },
  ROUTE_CONFLICT: {
    means:
      'AWS allows one path variable below each path of a REST API: /pets/{id} and /pets/{name}/toys cannot both be.',
    steps: ['Call the variable as the other route does.'],
  },
  ROUTE_INVALID: {
    means: 'A route is a verb and a path ("GET /pets/{id}"), $default of an HTTP API, or a key of a WebSocket API.',
    steps: ['Put quotes around it: the shell would take it for two words.'],
  },
  ROUTE_UNGUARDABLE: {
    means: 'A WebSocket API asks who calls once, when a client connects; messages cannot be asked.',
    steps: ['Give the authorizer to the route $connect.'],
  },
  ROUTE53_ELSEWHERE: {
    means:
      '--route53 was given while the command works on the local gateway or another endpoint: no DNS of AWS is changed then.',
    steps: ['Leave it out, or use --target aws. AWS_ENDPOINT_URL_ROUTE_53 names a stand-in for tests.'],
  },
  TAG_PROTECTED: {
    means:
      'The tag apigw:project ties a thing on AWS to the project whose files declare it; there is no state file beside it.',
    steps: ['Change other tags freely. To let the project go of the thing, add --project-tag.'],
  },
  VALUE_UNKNOWN: {
    means: 'A flag names something that this API does not have, such as an authorizer or a type.',
    steps: ['Name one of those that the message lists, or create it first.'],
  },
  WAF_NOT_LOCAL: {
    means: 'AWS WAF is a service of its own, and the local gateway applies no web ACL: it would only seem to protect.',
    steps: ['Name a stage on AWS, or use --target aws.', 'AWS_ENDPOINT_URL_WAFV2 sends the calls to a stand-in.'],
  },
  ZONE_AMBIGUOUS: {
    means: 'The account has several public hosted zones of the same name, and only one of them is in use.',
    steps: ['Name it by its id: --route53 Z….'],
  },
  ZONE_NOT_FOUND: {
    means: 'No public hosted zone of the account has a name that the domain ends with.',
    steps: ['Use the profile of the account that has the zone, or make the record that "apigw domain check" says.'],
  },
}
