import { prisma } from '@/lib/db/client'

const KEY = 'seeded'

/** Whether the first workspace was filled to its end; from then on what people delete stays deleted. */
export async function isSeeded(): Promise<boolean> {
  return (await prisma.instanceSetting.findUnique({ where: { key: KEY }, select: { key: true } })) !== null
}

export async function markSeeded(): Promise<void> {
  const value = new Date().toISOString()
  await prisma.instanceSetting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } })
}
