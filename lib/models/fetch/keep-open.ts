import { untilAborted } from './until-aborted'

type Disposable = { dispose?(): Promise<unknown> }
type Entry<Model> = { opening: Promise<Model>; uses: number; isEvicted: boolean }

/** A model that stays in memory until it is given back. */
type Borrowed<Model> = { model: Model; giveBack(): void }

/** Models take hundreds of megabytes: the one that serves, and one that is tried out. */
const MAX_OPEN_MODELS = 2

/**
 * Keeps models open, of each kind the ones that were used last; another is disposed of as soon as nobody uses it. Opening
 * goes on when the time of the one who asked is over, for those after; one that failed is opened again.
 */
export function keepOpen<Model extends Disposable>() {
  const open = new Map<string, Entry<Model>>()

  function disposeUnused({ opening, uses, isEvicted }: Entry<Model>): void {
    if (isEvicted && uses === 0) void opening.then((model) => model.dispose?.()).catch(() => undefined)
  }

  function evict(key: string, entry: Entry<Model>): void {
    open.delete(key)
    entry.isEvicted = true
    disposeUnused(entry)
  }

  function add(key: string, opening: Promise<Model>): Entry<Model> {
    const entry = { opening, uses: 0, isEvicted: false }
    opening.catch(() => {
      if (open.get(key) === entry) open.delete(key)
    })
    return entry
  }

  return async function borrow(
    key: string,
    openModel: () => Promise<Model>,
    signal?: AbortSignal,
  ): Promise<Borrowed<Model>> {
    const entry = open.get(key) ?? add(key, openModel())
    // the last used stands last
    open.delete(key)
    open.set(key, entry)
    entry.uses++
    const [oldest] = open
    if (open.size > MAX_OPEN_MODELS && oldest) evict(...oldest)
    const giveBack = () => {
      entry.uses--
      disposeUnused(entry)
    }
    try {
      return { model: await untilAborted(entry.opening, signal), giveBack }
    } catch (error) {
      giveBack()
      throw error
    }
  }
}
