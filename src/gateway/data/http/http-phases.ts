import type {CorsRecord} from '../../store/v2-records.js'
import type {HttpResponse} from '../ports.js'
import type {HttpAnswer} from './http-answer.js'
import type {Caller} from './http-context.js'
import type {HttpDeployment} from './http-deployment.js'
import type {HttpRefusal} from './http-refusal.js'
import type {MappedRequest} from './map-http-request.js'
import type {ParsedRequest} from './parse-http-request.js'
import type {Selected} from './select-route.js'
import type {Carried, HttpOutgoing} from './to-outgoing.js'

/** The phases of an HTTP API in AWS's order, each with what it works on and what it makes of it (`unknown`: it only lets through). */
export type HttpPhases = {
  selectRoute: {input: {request: ParsedRequest; deployment: HttpDeployment}; output: Selected | undefined}
  throttleRoute: {input: Selected; output: unknown}
  authorizeRequest: {input: Selected; output: Caller}
  answerPreflight: {input: CorsRequest; output: HttpResponse}
  mapHttpRequest: {input: RouteCall; output: MappedRequest}
  toOutgoing: {input: RouteCall & {mapped: MappedRequest}; output: HttpOutgoing}
  callHttpIntegration: {input: {outgoing: HttpOutgoing; selected: Selected}; output: HttpAnswer}
  mapHttpResponse: {input: RouteCall & {answer: HttpAnswer}; output: HttpResponse}
  toErrorAnswer: {input: HttpRefusal; output: HttpResponse}
  addCors: {input: CorsRequest & {response: HttpResponse}; output: HttpResponse}
}

/** A request to an API with a CORS configuration. */
export type CorsRequest = {cors: CorsRecord; request: ParsedRequest}

/** A selected route whose caller is known, and its integration. */
export type RouteCall = {selected: Selected; caller: Caller; integration: Carried}
