import { versionKey } from '@/lib/engine'

type ChunkKey = { moduleId: string; version: number; ordinal: number }

export function toChunkId({ moduleId, version, ordinal }: ChunkKey): string {
  return `${versionKey({ moduleId, version })}#${ordinal}`
}

export function parseChunkId(chunkId: string): ChunkKey | null {
  const match = /^(.+)@(-?\d{1,9})#(\d{1,9})$/su.exec(chunkId)
  return match?.[1] ? { moduleId: match[1], version: Number(match[2]), ordinal: Number(match[3]) } : null
}
