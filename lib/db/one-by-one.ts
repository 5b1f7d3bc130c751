import { PrismaPg } from '@prisma/adapter-pg'
import type { Transaction } from '@prisma/driver-adapter-utils'

/**
 * Prisma reads the relations of a row side by side, in a transaction too, whose one connection answers one statement after
 * the other: the driver is to take up no second one while it is at the first.
 */
export class PrismaOneByOne extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (level) => oneByOne(await start(level))
    return adapter
  }
}

function oneByOne(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve()
  const following =
    <Query, Result>(run: (query: Query) => Promise<Result>) =>
    (query: Query): Promise<Result> => {
      const result = last.then(() => run(query))
      last = result.catch(() => undefined)
      return result
    }
  transaction.queryRaw = following(transaction.queryRaw.bind(transaction))
  transaction.executeRaw = following(transaction.executeRaw.bind(transaction))
  return transaction
}
