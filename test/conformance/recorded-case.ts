/** A fact about AWS that a test holds the gateway to; every table below `test/conformance` is made of them. */
export type RecordedCase = {
  name: string
  /** Where AWS's answer can be read: `owner/repository path`, or the address of a page. */
  source: string
  /** When AWS gave the answer, or when the page was read: `YYYY-MM-DD`. */
  recorded: string
}
