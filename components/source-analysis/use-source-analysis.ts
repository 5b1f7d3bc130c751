'use client'

import { useEffect, useRef, useState } from 'react'
import type { AnalysisRequest, AnalysisResponse, SourceAnalysis } from './source-analysis'

const PAUSE_MS = 150

/** Counts tokens and cuts chunks in a background thread, so that typing never waits; the last result stays meanwhile. */
export function useSourceAnalysis(body: string): SourceAnalysis | null {
  const [analysis, setAnalysis] = useState<SourceAnalysis | null>(null)
  const worker = useRef<Worker | null>(null)
  const sequence = useRef(0)

  useEffect(() => {
    const thread = new Worker(new URL('./source-analysis.worker.ts', import.meta.url), { type: 'module' })
    thread.onmessage = ({ data }: MessageEvent<AnalysisResponse>) => {
      if (data.ok && data.sequence === sequence.current) setAnalysis(data.analysis)
    }
    worker.current = thread
    return () => {
      thread.terminate()
      worker.current = null
    }
  }, [])

  useEffect(() => {
    sequence.current += 1
    const request: AnalysisRequest = { sequence: sequence.current, body }
    const timer = setTimeout(() => worker.current?.postMessage(request), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [body])

  return analysis
}
