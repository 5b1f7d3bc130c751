'use client'

import { useCallback, useRef, useState } from 'react'
import { ClientError, callApi } from '@/components/data/api-client'
import type { ImportFile, ImportResultDto, ImportResultsDto } from '@/lib/schemas/module-import'
import { batchFiles } from './batch-files'
import { type PickedFile, readFiles } from './read-files'

export type ImportState = {
  phase: 'idle' | 'reading' | 'sending' | 'done' | 'cancelled' | 'stopped'
  total: number
  results: ImportResultDto[]
  /** Files that have no answer yet; what a retry sends. */
  unsent: ImportFile[]
  /** Why it stopped. */
  error: ClientError | null
  startedAt: number
}

const IDLE: ImportState = { phase: 'idle', total: 0, results: [], unsent: [], error: null, startedAt: 0 }

const failed = (path: string, message: string): ImportResultDto => ({
  path,
  status: 'failed',
  problems: [{ path, message, severity: 'error' }],
})

/**
 * Sends files in batches; every batch is acknowledged per file before the next one starts, so cancelling, an error or a
 * closed browser loses nothing that was acknowledged, and sending the same files again says `unchanged`.
 */
export function useImport(onProgress: () => void) {
  const [state, setState] = useState<ImportState>(IDLE)
  const controller = useRef<AbortController | null>(null)

  const send = useCallback(
    async (files: ImportFile[], signal: AbortSignal) => {
      let unsent = files
      for (const batch of batchFiles(files)) {
        if (signal.aborted) return
        try {
          const { results } = await callApi<ImportResultsDto>('/api/v1/modules/import', {
            json: { files: batch },
            signal,
          })
          unsent = unsent.slice(batch.length)
          setState((current) => ({ ...current, results: [...current.results, ...results], unsent }))
          onProgress()
        } catch (error) {
          if (signal.aborted) return
          const cause =
            error instanceof ClientError
              ? error
              : new ClientError({ code: 'INTERNAL', message: 'The import stopped for an unknown reason.' })
          setState((current) => ({ ...current, phase: 'stopped', error: cause, unsent }))
          return
        }
      }
      setState((current) => ({ ...current, phase: 'done', unsent: [] }))
    },
    [onProgress],
  )

  const renew = useCallback(() => {
    controller.current = new AbortController()
    return controller.current
  }, [])

  const start = useCallback(
    async (picked: PickedFile[]) => {
      controller.current?.abort()
      const { signal } = renew()
      setState({ ...IDLE, phase: 'reading', total: picked.length, startedAt: Date.now() })
      const files: ImportFile[] = []
      const refused: ImportResultDto[] = []
      for await (const file of readFiles(picked)) {
        if (signal.aborted) return
        if (file.ok) files.push({ path: file.path, content: file.content })
        else refused.push(failed(file.path, file.reason))
      }
      setState((current) => ({
        ...current,
        phase: 'sending',
        total: files.length + refused.length,
        results: refused,
        unsent: files,
        startedAt: Date.now(),
      }))
      await send(files, signal)
    },
    [send, renew],
  )

  const cancel = useCallback(() => {
    controller.current?.abort()
    setState((current) => ({ ...current, phase: 'cancelled' }))
  }, [])

  const retry = useCallback(() => {
    const { signal } = renew()
    setState((current) => ({ ...current, phase: 'sending', error: null }))
    void send(state.unsent, signal)
  }, [send, renew, state.unsent])

  const dismiss = useCallback(() => setState(IDLE), [])

  return { state, start, cancel, retry, dismiss }
}
