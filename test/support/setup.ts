// The AWS SDK prints a notice on Node.js 20 whenever a client is made; only the exact string "true" silences it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
// Tests decide themselves which credentials, region and project they see.
for (const name of Object.keys(process.env)) {
  if (/^APIGW_|^AWS_(?!SDK_JS_)/.test(name)) Reflect.deleteProperty(process.env, name)
}
process.env.AWS_CONFIG_FILE = '/nonexistent'
process.env.AWS_SHARED_CREDENTIALS_FILE = '/nonexistent'
process.env.AWS_EC2_METADATA_DISABLED = 'true'
