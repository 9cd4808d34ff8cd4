import {ServiceError} from '../service-error.js'

/** 400 BadRequestException with AWS's message. */
export function badRequest(message: string): ServiceError {
  return new ServiceError('BadRequestException', message)
}

/** 404 NotFoundException with AWS's message. */
export function notFound(message: string): ServiceError {
  return new ServiceError('NotFoundException', message)
}

/** 409 ConflictException with AWS's message. */
export function conflict(message: string): ServiceError {
  return new ServiceError('ConflictException', message)
}
