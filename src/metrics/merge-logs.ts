/** Several lists that are each in order of time as one; of equal times the earlier list comes first. Pages are flattened. */
export async function* mergeByTime<Item extends {timeMs: number}>(
  lists: readonly AsyncIterable<readonly Item[]>[],
): AsyncGenerator<Item> {
  const heads = await Promise.all(lists.map((list) => nextHead(itemsOf(list))))
  for (;;) {
    let first = -1
    for (const [index, head] of heads.entries()) {
      const best = heads[first]
      if (head !== undefined && (best === undefined || head.item.timeMs < best.item.timeMs)) first = index
    }
    const earliest = heads[first]
    if (earliest === undefined) return
    yield earliest.item
    heads[first] = await nextHead(earliest.rest)
  }
}

type Head<Item> = {item: Item; rest: AsyncIterator<Item>}

async function nextHead<Item>(rest: AsyncIterator<Item>): Promise<Head<Item> | undefined> {
  const next = (await rest.next()) as IteratorResult<Item, undefined>
  return next.done === true ? undefined : {item: next.value, rest}
}

async function* itemsOf<Item>(list: AsyncIterable<readonly Item[]>): AsyncGenerator<Item> {
  for await (const page of list) yield* page
}
