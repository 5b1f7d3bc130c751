import type { Prisma } from './generated/client'

/** The client inside `$transaction`: there, use nothing else. */
export type Transaction = Prisma.TransactionClient
/** Either client, for reads that work inside and outside a transaction. */
export type Reader = Pick<Transaction, '$queryRaw'>
