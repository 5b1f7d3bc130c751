import { Prisma } from './generated/client'

/** A process that was killed loses what it claimed after so long. */
export const LEASE_MS = 20_000
/** How often a claim is renewed meanwhile. */
export const RENEW_MS = 5_000
/** How far the clocks of databases may be apart that one after the other looks at a claim. */
const SLACK_MS = 60_000

/** Until when what is claimed now is claimed, by the database's clock. */
export const leaseEnd = Prisma.raw(`clock_timestamp() + interval '${LEASE_MS} milliseconds'`)

/** Whether the row's `claimedUntil` holds. One that lies beyond any that is made does not: the clock was set back since. */
export const isLeased = Prisma.raw(`("claimedUntil" IS NOT NULL AND "claimedUntil" BETWEEN clock_timestamp()
  AND clock_timestamp() + interval '${LEASE_MS + SLACK_MS} milliseconds')`)
