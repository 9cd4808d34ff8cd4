export type UserCredentials = {accessKeyId: string; secretAccessKey: string; sessionToken?: string}

/**
 * The user's own keys from the standard AWS environment and files, found anew when they are about to expire. Nothing is
 * read before the first call; rejects with the SDK's reason when there are none.
 */
export function userCredentials(): () => Promise<UserCredentials> {
  let provider: Promise<() => Promise<UserCredentials>> | undefined
  return async () => (await (provider ??= loadProvider()))()
}

/** Any client has the provider; STS is the smallest. */
async function loadProvider(): Promise<() => Promise<UserCredentials>> {
  const {STSClient} = await import('@aws-sdk/client-sts')
  return new STSClient({region: 'us-east-1'}).config.credentials
}
