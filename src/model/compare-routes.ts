/** Orders routes as people look for them: by path, then verb. `GET /pets` and `$connect` alike. */
export function compareRoutes(one: string, other: string): number {
  const [oneVerb = '', onePath = ''] = one.split(' ')
  const [otherVerb = '', otherPath = ''] = other.split(' ')
  return onePath.localeCompare(otherPath) || oneVerb.localeCompare(otherVerb)
}
