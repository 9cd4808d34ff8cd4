import {ApigwError} from '../../errors/apigw-error.js'
import type {LiveDomain} from '../../model/companion.js'
import type {Domain, EndpointType} from '../../model/domain.js'
import type {Change} from '../change.js'
import type {CompanionDiff} from './companions.js'
import {declaredMembers} from './declared.js'
import {withTags} from './project-tags.js'
import {diffThing} from './record.js'

/**
 * Changes of custom domains and their mappings. Paths that lead elsewhere stay; those of a domain that the project made
 * and that lead to this stage go when the files no longer have them, and the domain with the last path.
 *
 * Throws DOMAIN_CERTIFICATE_MISSING, DOMAIN_ENDPOINT_FIXED and DOMAIN_PATH_TAKEN.
 */
export function diffDomains(diff: CompanionDiff): Change[] {
  const {desired, live} = diff
  if (desired.domains === undefined) return []
  const {wanted, names} = desired.domains
  const left = Object.entries(live.domains).filter(([name, {isOurs}]) => isOurs && !Object.hasOwn(wanted, name))
  return [
    ...Object.entries(wanted).flatMap(([name, domain]) => diffDomain(name, domain, diff)),
    ...left.flatMap(([name, domain]) => leave(name, domain, names.includes(name), diff.stageName)),
  ]
}

function diffDomain(
  name: string,
  declared: Domain,
  {desired, live, project, hasStage, stageName}: CompanionDiff,
): Change[] {
  const current = live.domains[name]
  const endpointType = requireEndpoint(name, declared, current)
  const tags = {project, shared: desired.tags, isMade: current?.isOurs ?? true}
  const domain = withTags({...declared, endpointType}, tags)
  if (current === undefined && domain.certificateArn === undefined) throw noCertificate(name)
  const paths = hasStage ? (desired.mappings?.[name] ?? []) : []
  const gone = current === undefined ? [] : ownPaths(current, stageName).filter((path) => !paths.includes(path))
  return [
    ...diffThing(domainAt(name), current && declaredMembers(current.domain, domain, partly), domain),
    ...paths.flatMap((path) => diffMapping({name, path, stage: stageName, endpointType}, current)),
    ...(hasStage ? gone : []).flatMap((path) => removeMapping({name, path, stage: stageName, endpointType})),
  ]
}

/** Members compared member by member, with their depth. */
const partly: Readonly<Record<string, number>> = {tags: 1}

/** A regional domain may serve every kind of API, so it is what a new one becomes when the file does not say. */
function requireEndpoint(name: string, {endpointType}: Domain, current: LiveDomain | undefined): EndpointType {
  if (current === undefined) return endpointType ?? 'REGIONAL'
  if (endpointType !== undefined && endpointType !== current.endpointType)
    throw endpointFixed(name, endpointType, current)
  return current.endpointType
}

/** A path of a domain, and the stage that it leads to. */
export type MappingPlace = {name: string; path: string; stage: string; endpointType: EndpointType}

function diffMapping(place: MappingPlace, current: LiveDomain | undefined): Change[] {
  const {name, path, stage} = place
  const taken = current?.mappings[path]
  if (taken !== undefined && !taken.isHere) throw pathTaken(name, path, taken.apiId)
  return diffThing(mappingAt(place), taken && mapping({...place, stage: taken.stage ?? ''}), mapping({...place, stage}))
}

function removeMapping(place: MappingPlace): Change[] {
  return diffThing(mappingAt(place), mapping(place), undefined)
}

/** A mapping as its calls take it. */
export function mapping({name, path, stage, endpointType}: MappingPlace) {
  return {domainName: name, basePath: path, stage, endpointType}
}

/** Paths of the project's own domain that lead to the stage. */
function ownPaths({isOurs, mappings}: LiveDomain, stageName: string): string[] {
  if (!isOurs) return []
  const own = Object.entries(mappings).filter(([, {isHere, stage}]) => isHere && stage === stageName)
  return own.map(([path]) => path)
}

/** A domain of the project that is not for this stage any more. */
function leave(name: string, live: LiveDomain, isDeclared: boolean, stageName: string): Change[] {
  const paths = ownPaths(live, stageName)
  const isLast = !isDeclared && paths.length === Object.keys(live.mappings).length
  return [
    ...paths.flatMap((path) => removeMapping({name, path, stage: stageName, endpointType: live.endpointType})),
    ...(isLast ? diffThing(domainAt(name), live.domain, undefined) : []),
  ]
}

/** What a change of a domain is about. */
export function domainAt(name: string) {
  return {kind: 'domainName' as const, address: `domainName/${name}`, name}
}

/** What a change of a mapping is about. */
export function mappingAt({name, path}: MappingPlace) {
  return {kind: 'apiMapping' as const, address: `domainName/${name}/mapping/${path}`, name: `${name}/${path}`}
}

function noCertificate(name: string): ApigwError {
  return new ApigwError({
    code: 'DOMAIN_CERTIFICATE_MISSING',
    exit: 'usage',
    what: `The domain ${name} does not exist yet and has no certificate.`,
    why: 'AWS makes a domain only with a certificate of AWS Certificate Manager for its name.',
    fix: `Write "certificateArn:" under domains.${name} of apigw.yaml.`,
  })
}

function endpointFixed(name: string, wanted: EndpointType, {endpointType}: LiveDomain): ApigwError {
  return new ApigwError({
    code: 'DOMAIN_ENDPOINT_FIXED',
    exit: 'refused',
    what: `The domain ${name} is ${endpointType}, apigw.yaml says ${wanted}.`,
    why: 'The target of its DNS record changes with the endpoint, so clients would lose it in between.',
    fix: 'Add the other endpoint to the domain, move the DNS record, then remove the old one; or correct endpointType.',
  })
}

function pathTaken(name: string, path: string, apiId: string): ApigwError {
  return new ApigwError({
    code: 'DOMAIN_PATH_TAKEN',
    exit: 'refused',
    what: `${name}/${path} leads to another API.`,
    why: `It is mapped to ${apiId}, which is not the API of this project.`,
    fix: 'Remove that mapping if the path is to lead here, or choose another path in apigw.yaml.',
  })
}
