import {extensionEvidence} from './extension-evidence.js'
import {testEvidence} from './test-evidence.js'

/** Source: developer guide, "OpenAPI extensions for API Gateway" (public copy April 2026). */
const extensions = [
  ...['any-method', 'api-key-source', 'auth', 'authorizer', 'authtype', 'binary-media-types', 'cors', 'documentation'],
  ...['endpoint-access-mode', 'endpoint-configuration', 'gateway-responses', 'importexport-version', 'integration'],
  ...['integrations', 'minimum-compression-size', 'policy', 'request-validator', 'request-validators'],
  ...['security-policy', 'tag-value'],
]

testEvidence('the OpenAPI extensions', extensions, extensionEvidence)
