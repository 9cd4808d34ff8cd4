import type {Limits} from '../limits.js'
import type {Pattern} from '../regex/pattern.js'
import {VtlError, type VtlErrorReason} from '../vtl-error.js'

/** Where in the template the evaluation is; both count from 1. */
type Place = {readonly line: number; readonly column: number}

/** Counts what a rendering uses up against its limits, and knows the place to name when something is wrong. */
export class Meter {
  /** Place of the node that is being evaluated. */
  at: Place = {line: 1, column: 1}
  private knownPatterns: Map<string, Pattern> | undefined
  private stepsLeft: number

  constructor(readonly limits: Limits) {
    this.stepsLeft = limits.maxSteps
  }

  /** Regular expressions that were compiled so far, so that a loop compiles each of them once. */
  get patterns(): Map<string, Pattern> {
    return (this.knownPatterns ??= new Map())
  }

  /** Uses up steps; VtlError when none are left. */
  step(count: number): void {
    this.stepsLeft -= count
    if (this.stepsLeft < 0) throw this.error(`The template takes more than ${this.limits.maxSteps} steps.`, 'limit')
  }

  /** Uses up steps for looking at every character of a text, or at every item of something that long. */
  scan(length: number): void {
    this.step(length >>> 4)
  }

  /** Accounts for a string that was, or is about to be, made. */
  characters(length: number): void {
    if (length > this.limits.maxOutputChars) throw this.tooLong()
    this.step(length >>> 8)
  }

  /** The error of a result that exceeds maxOutputChars. */
  tooLong(): VtlError {
    return this.error(`The template makes more than ${this.limits.maxOutputChars} characters.`, 'limit')
  }

  /** An error located at the current place. */
  error(message: string, reason: VtlErrorReason = 'render'): VtlError {
    return new VtlError(reason, message, this.at.line, this.at.column)
  }
}
