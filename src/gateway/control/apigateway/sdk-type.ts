import {operation, type Members, type Operations} from '../operation.js'
import {page, type PageInput} from './page.js'
import {present} from './present.js'
import {notFound} from './refuse.js'

type Property = {name: string; friendlyName: string; description: string; required: boolean; defaultValue?: string}
type SdkType = {id: string; friendlyName: string; description: string; configurationProperties: Property[]}

function property(name: string, friendlyName: string, description: string, defaultValue?: string): Property {
  return present({name, friendlyName, description, required: defaultValue === undefined, defaultValue})
}

const classPrefix = property('classPrefix', 'Prefix', 'What the names of all classes begin with.')

/**
 * SDKs that AWS generates, with their parameters.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-generate-sdk.html
 */
const sdkTypes: readonly SdkType[] = [
  {
    id: 'android',
    friendlyName: 'Android',
    description: 'SDK for Android applications.',
    configurationProperties: [
      property('groupId', 'Group ID', 'Maven group of the library.'),
      property('artifactId', 'Artifact ID', 'Name of the library without its version.'),
      property('artifactVersion', 'Artifact version', 'Version of the library.'),
      property('invokerPackage', 'Package name', 'Java package of the classes.'),
    ],
  },
  {id: 'javascript', friendlyName: 'JavaScript', description: 'SDK for browsers.', configurationProperties: []},
  {
    id: 'java',
    friendlyName: 'Java',
    description: 'SDK for Java applications.',
    configurationProperties: [
      property('serviceName', 'Service name', 'Name of the client class.'),
      property('javaPackageName', 'Java package name', 'Java package of the classes.'),
    ],
  },
  {
    id: 'objectivec',
    friendlyName: 'Objective-C',
    description: 'SDK for iOS applications in Objective-C.',
    configurationProperties: [classPrefix],
  },
  {
    id: 'swift',
    friendlyName: 'Swift',
    description: 'SDK for iOS applications in Swift.',
    configurationProperties: [classPrefix],
  },
  {
    id: 'ruby',
    friendlyName: 'Ruby',
    description: 'SDK for Ruby applications.',
    configurationProperties: [
      property('service.name', 'Service name', 'Name of the module, letters only.'),
      property('ruby.gem-name', 'Gem name', 'Name of the gem.', ''),
      property('ruby.gem-version', 'Gem version', 'Version of the gem.', '1.0.0'),
    ],
  },
]

/** Whether AWS knows the type, whatever can be generated here. */
export function isKnownSdkType(id: string): boolean {
  return sdkTypes.some((known) => known.id === id)
}

function getSdkType({id}: {id: string}): Members {
  const type = sdkTypes.find((known) => known.id === id)
  if (type === undefined) throw notFound('Invalid SDK type identifier specified')
  return type
}

function getSdkTypes(input: PageInput): Members {
  return {items: page(sdkTypes, {limit: sdkTypes.length, ...input}, ({id}) => id).items}
}

export const sdkTypeOperations: Operations = {
  GetSdkType: operation(getSdkType),
  GetSdkTypes: operation(getSdkTypes),
}
