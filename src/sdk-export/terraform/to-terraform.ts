import type {LiveApi} from '../../model/live-api.js'
import type {Stack} from '../stack/stack.js'
import {companionResources} from './companion-resources.js'
import {blockText, expression} from './hcl.js'
import {attribute} from './resource.js'
import type {Resource} from './resource.js'
import {restResources} from './rest-resources.js'
import {stageResources} from './stage-resources.js'
import {httpResources, webSocketResources} from './v2-resources.js'

/**
 * The files of a Terraform configuration, by name: the API resource by resource, its stage, and what stands beside them.
 * `live` is the API as it is: it brings `import` blocks, so that Terraform takes over what is there and changes nothing.
 *
 * Variables of the environment become sensitive variables, the account is that of the credentials.
 */
export function toTerraform({api, stage, companions}: Stack, live: LiveApi | undefined): Record<string, string> {
  const parts = apiParts({api, live})
  const served = stage === undefined ? [] : [...stageResources(stage, parts, live), ...beside()]
  const all = [...parts, ...served]
  const main = all.map((resource) => blockText('resource', [resource.type, resource.name], resource)).join('\n')
  const imports = all.flatMap(importText)
  return {
    'main.tf': `${settings(main)}${main}`,
    ...(imports.length > 0 && {'imports.tf': imports.join('\n')}),
  }

  function beside(): Resource[] {
    const isRest = api.kind === 'rest'
    const type = isRest ? 'aws_api_gateway_rest_api' : 'aws_apigatewayv2_api'
    return companionResources(companions, {
      api: attribute(type, 'api'),
      stage: isRest
        ? attribute('aws_api_gateway_stage', 'api', 'stage_name')
        : attribute('aws_apigatewayv2_stage', 'api', 'name'),
      executionArn: attribute(type, 'api', 'execution_arn'),
    })
  }
}

function apiParts({api, live}: {api: Stack['api']; live: LiveApi | undefined}): Resource[] {
  switch (api.kind) {
    case 'rest':
      return restResources(api, live?.kind === 'rest' ? live : undefined)
    case 'http':
      return httpResources(api, live?.kind === 'http' ? live : undefined)
    case 'websocket':
      return webSocketResources(api, live?.kind === 'websocket' ? live : undefined)
  }
}

function importText({type, name, importId}: Resource): string[] {
  if (importId === undefined) return []
  return [blockText('import', [], {attributes: {to: expression(`${type}.${name}`), id: importId}})]
}

/** The provider, and the variables that the resources ask for. */
function settings(main: string): string {
  const variables = [
    ...new Set([...main.matchAll(/(?<!\$)\$\{var\.([A-Za-z_][A-Za-z0-9_]*)\}/g)].map(([, name = '']) => name)),
  ].sort()
  const declared = variables.map((name) => {
    const attributes = {type: expression('string'), sensitive: true}
    return `\n${blockText('variable', [name], {attributes})}`
  })
  const account = /(?<!\$)\$\{data\.aws_caller_identity/.test(main)
    ? `\n${blockText('data', ['aws_caller_identity', 'current'], {attributes: {}})}`
    : ''
  return `${provider}${declared.join('')}${account}\n`
}

const provider = `terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}
`
