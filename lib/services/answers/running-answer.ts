import type { UIMessageChunk } from 'ai'

/** The words of the answer, and those of the one that takes its place once more was found. */
export type TextPart = 'answer' | 'refined'

/**
 * An answer that is being given. It goes on whether or not anybody reads it, and everybody who comes to read gets it from
 * its beginning. What it keeps is bounded by what an answer may be.
 */
export class RunningAnswer {
  readonly #stop = new AbortController()
  /** In the order in which they came; words that follow each other are one. */
  readonly #chunks: UIMessageChunk[] = []
  readonly #texts = new Map<TextPart, string>()
  readonly #ended = new Set<TextPart>()
  /** The id of what is being thought. */
  #thinking: string | null = null
  #isEnded = false
  #waiting: (() => void)[] = []
  #readers = new Set<{ readerId: string; close: () => void }>()

  constructor(
    readonly messageId: string,
    /** Who asked. */
    readonly authorId: string,
  ) {}

  /** Aborts when the answer is not wanted any more. */
  get signal(): AbortSignal {
    return this.#stop.signal
  }

  get text(): string {
    return this.textOf('answer')
  }

  textOf(id: TextPart): string {
    return this.#texts.get(id) ?? ''
  }

  write(chunk: UIMessageChunk): void {
    this.#chunks.push(chunk)
    this.#wake()
  }

  writeText(delta: string, id: TextPart = 'answer'): void {
    if (delta === '') return
    this.#endThinking()
    const text = this.#begin(id)
    this.#texts.set(id, text + delta)
    const last = this.#chunks.at(-1)
    if (last?.type === 'text-delta' && last.id === id) last.delta += delta
    else this.#chunks.push({ type: 'text-delta', id, delta })
    this.#wake()
  }

  /** Adds to what the model tells that it thinks before the words of a part. */
  writeThinking(delta: string, part: TextPart = 'answer'): void {
    const id = `thinking ${part}`
    const last = this.#chunks.at(-1)
    if (last?.type === 'reasoning-delta' && last.id === id) last.delta += delta
    else {
      if (this.#thinking !== id) this.write({ type: 'reasoning-start', id })
      this.#chunks.push({ type: 'reasoning-delta', id, delta })
    }
    this.#thinking = id
    this.#wake()
  }

  /** Words that come after it begin something else. */
  #endThinking(): void {
    if (this.#thinking !== null) this.#chunks.push({ type: 'reasoning-end', id: this.#thinking })
    this.#thinking = null
  }

  endText(id: TextPart = 'answer'): void {
    this.#endThinking()
    this.#begin(id)
    this.#ended.add(id)
    this.write({ type: 'text-end', id })
  }

  /** Whether no more of its words come. */
  isTextEnded(id: TextPart): boolean {
    return this.#ended.has(id)
  }

  #begin(id: TextPart): string {
    const text = this.#texts.get(id)
    if (text !== undefined) return text
    this.#texts.set(id, '')
    this.#chunks.push({ type: 'text-start', id })
    return ''
  }

  end(): void {
    this.#isEnded = true
    this.#wake()
  }

  stop(): void {
    this.#stop.abort()
  }

  /** Sends readers away who may not read any more. */
  closeTo(isRefused: (readerId: string) => boolean): void {
    for (const { readerId, close } of this.#readers) if (isRefused(readerId)) close()
  }

  /** All of it so far, then what follows; words that a slow reader has not taken yet come in one piece. */
  open(readerId: string): ReadableStream<UIMessageChunk> {
    const read = { at: 0, length: 0 }
    let isClosed = false
    let isCancelled = false
    const reader = {
      readerId,
      close: () => {
        isClosed = true
        this.#readers.delete(reader)
        this.#wake()
      },
    }
    this.#readers.add(reader)
    const next = (): UIMessageChunk | undefined => {
      for (;;) {
        const chunk = this.#chunks[read.at]
        if (chunk?.type !== 'text-delta' && chunk?.type !== 'reasoning-delta') {
          if (chunk) read.at++
          return chunk
        }
        const delta = chunk.delta.slice(read.length)
        read.length = chunk.delta.length
        if (delta !== '') return { ...chunk, delta }
        if (read.at + 1 === this.#chunks.length) return undefined
        read.at++
        read.length = 0
      }
    }
    return new ReadableStream<UIMessageChunk>(
      {
        pull: async (controller) => {
          for (;;) {
            if (isCancelled) return
            if (isClosed) return controller.close()
            const chunk = next()
            if (chunk) return controller.enqueue(chunk)
            if (this.#isEnded) {
              reader.close()
              return controller.close()
            }
            await new Promise<void>((resolve) => this.#waiting.push(resolve))
          }
        },
        cancel: () => {
          isCancelled = true
          reader.close()
        },
      },
      { highWaterMark: 0 },
    )
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resume of waiting) resume()
  }
}
