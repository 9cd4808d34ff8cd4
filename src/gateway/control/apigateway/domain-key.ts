/** Last part of a domain name's store key: private names may repeat, so their id is added. */
export function domainKey({domainName, domainNameId}: {domainName: string; domainNameId?: string}): string {
  return domainNameId === undefined ? domainName : `${domainName}+${domainNameId}`
}
