import { prisma } from '@/lib/db/client'

/** Whether the owner account has still to be made: while nobody has one. */
export async function isSetupOpen(): Promise<boolean> {
  return (await prisma.user.findFirst({ select: { id: true } })) === null
}
