'use client'

import { useEffect, useRef, useState } from 'react'
import { NOISE_KINDS, type NoiseKind } from '@/lib/engine'
import type { AnalysisRequest, AnalysisResponse, SourceAnalysis } from './source-analysis'

const PAUSE_MS = 150

/**
 * Counts tokens and cuts chunks in a background thread, so that typing never waits; the last result stays meanwhile.
 *
 * @param leftOut what the workspace's cleaner leaves out; nothing is cut before it is known
 * @param isPlain the body is a plain text
 */
export function useSourceAnalysis(
  body: string,
  leftOut: NoiseKind[] | undefined,
  isPlain: boolean,
): { analysis: SourceAnalysis | null; hasFailed: boolean } {
  const [hasFailed, setHasFailed] = useState(false)
  const [analysis, setAnalysis] = useState<SourceAnalysis | null>(null)
  const worker = useRef<Worker | null>(null)
  const sequence = useRef(0)

  useEffect(() => {
    const thread = new Worker(new URL('./source-analysis.worker.ts', import.meta.url), { type: 'module' })
    thread.onmessage = ({ data }: MessageEvent<AnalysisResponse>) => {
      if (data.sequence !== sequence.current) return
      setHasFailed(!data.ok)
      if (data.ok) setAnalysis(data.analysis)
    }
    thread.onerror = () => setHasFailed(true)
    worker.current = thread
    return () => {
      thread.terminate()
      worker.current = null
    }
  }, [])

  useEffect(() => {
    if (leftOut === undefined) return
    sequence.current += 1
    const keptNoise = NOISE_KINDS.filter((kind) => !leftOut.includes(kind))
    const request: AnalysisRequest = { sequence: sequence.current, body, keptNoise, isPlain }
    const timer = setTimeout(() => worker.current?.postMessage(request), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [body, leftOut, isPlain])

  return { analysis, hasFailed }
}
