import { ContractError } from '../errors.js'

/**
 * A list that is read as it is used: `await` gives one page, `for await` every item, `.pages()` every page. Leaving
 * a loop early stops the requests.
 */
export interface List<Item, Page> extends PromiseLike<Page>, AsyncIterable<Item> {
  /** Every page, one request each. */
  pages(): AsyncIterable<Page>
  catch<R>(onRejected: (reason: unknown) => R | PromiseLike<R>): Promise<Page | R>
  finally(onFinally: () => void): Promise<Page>
}

export interface Paging<Item, Page> {
  /** Fetches the page at `cursor`; the first one without. */
  readonly fetch: (cursor: string | undefined) => Promise<Page>
  readonly items: (page: Page) => readonly Item[]
  /** Where the next page begins; null after the last one. */
  readonly next: (page: Page) => string | null
}

export function createList<Item, Page>({ fetch, items, next }: Paging<Item, Page>): List<Item, Page> {
  async function* pages(): AsyncGenerator<Page> {
    const seen = new Set<string>()
    let cursor: string | undefined
    do {
      const page = await fetch(cursor)
      yield page
      cursor = next(page) ?? undefined
      if (cursor !== undefined && seen.has(cursor)) {
        throw new ContractError('The platform gave the same cursor twice: the list would never end.')
      }
      if (cursor !== undefined) seen.add(cursor)
    } while (cursor !== undefined)
  }
  let first: Promise<Page> | undefined
  const fetchFirst = () => {
    first ??= fetch(undefined)
    return first
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* items(page)
    },
    // biome-ignore lint/suspicious/noThenProperty: a list is awaitable by design.
    then: (onFulfilled, onRejected) => fetchFirst().then(onFulfilled, onRejected),
    catch: (onRejected) => fetchFirst().catch(onRejected),
    finally: (onFinally) => fetchFirst().finally(onFinally),
  }
}
