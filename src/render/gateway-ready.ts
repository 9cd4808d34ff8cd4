/** Where a gateway answers; `httpsUrl` and the file of its authority are those of one with TLS. */
export type ReadyGateway = {url: string; httpsUrl?: string; authorityFile?: string}

/** A gateway that has just started, and how its certificates are trusted. Pure. */
export function renderGatewayReady({url, httpsUrl, authorityFile}: ReadyGateway): string {
  const ready = `The gateway is at ${url}${httpsUrl === undefined ? '' : ` and ${httpsUrl}`}. Ctrl-C stops it.`
  if (httpsUrl === undefined) return ready
  if (authorityFile === undefined)
    return `${ready}\nIts certificates last as long as it runs: use curl -k, or keep the state.`
  return [
    ready,
    `Its certificates are signed by ${authorityFile}, made on this machine. To trust them:`,
    `  AWS CLI, Terraform, Node.js   eval "$(apigw local env)"`,
    `  curl                          curl --cacert ${authorityFile} ${httpsUrl}/`,
    '  browsers, this system         import that file as a certificate authority',
  ].join('\n')
}
