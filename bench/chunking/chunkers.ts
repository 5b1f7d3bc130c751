import { type Chunk, chunkMarkdown, type Tokenizer } from '@/lib/engine'
import { loadRecursiveSplitter } from '../shared/recursive-splitter'

export type Chunker = (text: string) => Chunk[] | Promise<Chunk[]>

/** Separators and order of the published comparison. */
const SEPARATORS = ['\n\n', '\n', '.', '?', '!', ' ', '']

/** As the product cuts, unless said otherwise. */
export function ourChunker(tokenizer: Tokenizer, options: { maxTokens?: number; overlapShare?: number } = {}): Chunker {
  return (text) => chunkMarkdown(text, { tokenizer, ...options })
}

/** @param size and overlap in tokens */
export function recursiveChunker(size: number, overlap: number, tokenizer: Tokenizer): Chunker {
  return async (text) => {
    const RecursiveCharacterTextSplitter = await loadRecursiveSplitter()
    const splitter = new RecursiveCharacterTextSplitter({
      chunkSize: size,
      chunkOverlap: overlap,
      separators: SEPARATORS,
      lengthFunction: (part) => tokenizer.count(part),
    })
    let from = 0
    return (await splitter.splitText(text)).map((part, ordinal) => {
      const startOffset = text.indexOf(part, from)
      if (startOffset < 0) throw new Error('a chunk is not in the text')
      from = startOffset + 1
      const endOffset = startOffset + part.length
      return { ordinal, headingPath: [], startOffset, endOffset, text: part, tokenCount: tokenizer.count(part) }
    })
  }
}
