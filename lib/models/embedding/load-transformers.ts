import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@/lib/errors'

/** What is used of Transformers.js. */
export type Transformers = {
  env: { localModelPath: string; cacheDir: string; allowLocalModels: boolean; allowRemoteModels: boolean }
  pipeline(task: 'feature-extraction', model: string, options?: { dtype?: string }): Promise<FeatureExtractor>
}

export type FeatureExtractor = {
  (
    texts: string[],
    options: { pooling: 'mean' | 'none'; normalize?: boolean },
  ): Promise<{ dims: number[]; data: ArrayLike<number> }>
  tokenizer: {
    model_max_length?: number
    tokenize(text: string, options?: { add_special_tokens?: boolean }): string[]
  }
  /** Frees the memory of its weights. */
  dispose?(): Promise<unknown>
}

const PACKAGE = '@huggingface/transformers'
/** The same as in `peerDependencies`. */
export const INSTALL_TRANSFORMERS = `npm install --no-save ${PACKAGE}@4.3.1`

/**
 * Loads Transformers.js, which is not installed by itself: with its runtime it takes several hundred megabytes.
 * @throws AppError UPSTREAM that names the command to install it
 */
export async function loadTransformers(): Promise<Transformers> {
  try {
    // named by a variable, so that the build does not look for what may not be there
    return (await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ PACKAGE)) as Transformers
  } catch (error) {
    if (isTransformersInstalled()) throw error
    const message = `Models that run inside Loadout need ${PACKAGE}. Run “${INSTALL_TRANSFORMERS}” in Loadout’s folder and restart it.`
    throw new AppError('UPSTREAM', message, {}, { cause: error })
  }
}

export function isTransformersInstalled(): boolean {
  return existsSync(join(process.cwd(), 'node_modules', PACKAGE, 'package.json'))
}
