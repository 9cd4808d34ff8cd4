import {ApigwError} from '../errors/apigw-error.js'

/** One page: its items, and the position or token that asks for the next one; absent on the last. */
export type Page<Item> = {items: readonly Item[] | undefined; next: string | undefined}

/** A service that never ends is an error, not a hang: 500 items a page make 500,000 items. */
const mostPages = 1000

/** All items of a paged operation. `read` gets undefined for the first page; `position` and `NextToken` alike. */
export async function paginate<Item>(read: (next: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = []
  for await (const page of pagesOf(read)) items.push(...page)
  return items
}

/** The same page by page, for lists that nobody wants to hold as a whole. */
export async function* pagesOf<Item>(
  read: (next: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[]> {
  let next: string | undefined
  for (let count = 0; count < mostPages; count += 1) {
    const page = await read(next)
    yield page.items ?? []
    if (page.next === undefined || page.next === '') return
    if (page.next === next) throw endless(`the same position "${next}" twice`)
    next = page.next
  }
  throw endless(`more than ${mostPages} pages`)
}

function endless(saw: string): ApigwError {
  return new ApigwError({
    code: 'AWS_ENDLESS_LIST',
    exit: 'failure',
    what: 'A list of Amazon API Gateway does not end.',
    why: `The service answered ${saw}.`,
    fix: 'Check the endpoint: this is not how AWS answers.',
  })
}
