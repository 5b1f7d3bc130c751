/**
 * Work that costs as much for several items as for one: those that come while it is done are done together, in order, as soon
 * as it ends. A group that fails is tried item by item, so that one does not fail the others.
 * @param work gets 1 to `max` items and answers one result for each, in their order; what fails has done nothing
 */
export function grouped<Item, Result>(
  max: number,
  work: (items: Item[]) => Promise<Result[]>,
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; done: (result: Result) => void; failed: (reason: unknown) => void }
  const waiting: Waiting[] = []
  let isAtWork = false
  const workOn = async (group: Waiting[]) => {
    try {
      const results = await work(group.map(({ item }) => item))
      for (const [at, { done }] of group.entries()) done(results[at] as Result)
    } catch (error) {
      if (group.length === 1) group[0]?.failed(error)
      else for (const one of group) await workOn([one])
    }
  }
  const workOff = async () => {
    if (isAtWork) return
    isAtWork = true
    while (waiting.length > 0) await workOn(waiting.splice(0, max))
    isAtWork = false
  }
  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      void workOff()
    })
}
