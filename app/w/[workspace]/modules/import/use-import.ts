'use client'

import { useCallback, useRef, useState } from 'react'
import { callApi, toClientError } from '@/components/data/api-client'
import { randomKey } from '@/components/data/random-key'
import type {
  ImportFile,
  ImportModulesInput,
  ImportResultDto,
  ImportResultsDto,
} from '@/lib/schemas/imports/module-import'
import { firstBatchSize, nextBatchSize, takeBatch } from './batch-files'
import { expectEnd } from './expect-end'
import {
  type ChosenChange,
  canUnarchive,
  DEFAULT_CHOICES,
  failedResults,
  filesOf,
  type ImportChoices,
  isGivenId,
  isReplacing,
  mergePlan,
  type PlannedResult,
  resultsBeside,
  resultsOf,
  wantedFiles,
} from './import-plan'
import { failed, IDLE, type ImportState, skipped } from './import-state'
import { titleOfChange } from './import-words'
import type { PickedFile } from './read-files'
import { undoImport } from './undo-import'

/** Files between two signs of progress while they are read. */
const READ_STEP = 100

type Begun = Pick<ImportState, 'importId' | 'change'>

/** The first batch makes a change request, the others go into it. */
function toChange(
  number: number | null,
  chosen: ChosenChange,
  files: number,
  part: { remaining: number; filling: string },
) {
  if (number !== null) return { number, ...part }
  if ('number' in chosen) return { ...chosen, ...part }
  return { title: chosen.title.trim() || titleOfChange(files), ...part }
}

/**
 * An import of files: its plan first, then what was chosen of it, in batches. Every batch is acknowledged per file before
 * the next one starts, so cancelling, an error or a closed browser loses nothing that was acknowledged, and sending the
 * same files again says `unchanged`. What was made can be undone here, and among the last imports.
 */
export function useImport(onProgress: () => void) {
  const [state, setState] = useState<ImportState>(IDLE)
  const controller = useRef<AbortController | null>(null)
  // two tabs of one person fill on their own
  const filling = useRef(randomKey())
  const change = useCallback((next: Partial<ImportState>) => setState((current) => ({ ...current, ...next })), [])

  /** Sends batch after batch; false when it stopped or was cancelled. */
  const send = useCallback(
    async (
      files: ImportFile[],
      optionsOf: (batch: ImportFile[], remaining: number) => Omit<ImportModulesInput, 'files'>,
      onResults: (results: ImportResultDto[], stored: Omit<ImportResultsDto, 'results'>) => void,
    ): Promise<boolean> => {
      controller.current?.abort()
      controller.current = new AbortController()
      const { signal } = controller.current
      let unsent = files
      const startedAt = Date.now()
      let endsAt: number | null = null
      change({ endsAt })
      let size = firstBatchSize(files.length)
      while (unsent.length > 0) {
        const batch = takeBatch(unsent, size)
        const begun = performance.now()
        try {
          const json = { ...optionsOf(batch, unsent.length), files: batch }
          const { results, ...stored } = await callApi<ImportResultsDto>('/api/v1/modules/import', { json, signal })
          size = nextBatchSize(size, performance.now() - begun)
          unsent = unsent.slice(batch.length)
          onResults(results, stored)
          // what was known before took no time
          const done = files.length - unsent.length
          endsAt = expectEnd(endsAt, { startedAt, now: Date.now(), done, left: unsent.length })
          change({ unsent, endsAt })
        } catch (error) {
          if (!signal.aborted) change({ phase: 'stopped', error: toClientError(error), unsent })
          return false
        }
        if (signal.aborted) return false
      }
      return true
    },
    [change],
  )

  const plan = useCallback(
    async (files: ImportFile[], known: PlannedResult[], choices: ImportChoices) => {
      change({ phase: 'planning', work: 'planning', plan: known, unsent: files, choices, error: null })
      let results: ImportResultDto[] = known
      const isThrough = await send(
        files,
        () => ({ dryRun: true, fromFolders: choices.fromFolders }),
        (more) => {
          results = [...results, ...more]
          change({ plan: mergePlan(results, files) })
        },
      )
      if (isThrough) change({ phase: 'planned' })
    },
    [change, send],
  )

  const start = useCallback(
    async (picked: PickedFile[]) => {
      controller.current?.abort()
      const reading = new AbortController()
      controller.current = reading
      setState({ ...IDLE, phase: 'reading', total: picked.length })
      const files: ImportFile[] = []
      const refused: PlannedResult[] = []
      const leftOut = new Map<string, string[]>()
      const guessed: string[] = []
      // opening zips is much code, and every screen has this hook
      const { readFiles } = await import('./read-files')
      for await (const file of readFiles(picked)) {
        if (reading.signal.aborted) return
        const read = files.length + refused.length
        if (read % READ_STEP === 0) change({ read })
        if (file.kind === 'refused') refused.push(failed(file.path, file.reason))
        else if (file.kind === 'skipped') refused.push(skipped(file.path, file.leftOut))
        else {
          const { kind: _, leftOut: beside, isPathGuessed, ...sent } = file
          files.push(sent)
          if (beside) leftOut.set(sent.path, beside)
          if (isPathGuessed) guessed.push(sent.path)
        }
      }
      change({ files, leftOut, guessed, total: files.length + refused.length })
      await plan(files, refused, DEFAULT_CHOICES)
    },
    [change, plan],
  )

  /** What folders say changes the plan; the other choices only choose from it. */
  const choose = useCallback(
    (next: Partial<ImportChoices>) => {
      const choices = { ...state.choices, ...next }
      if (!next.fromFolders) return change({ choices })
      void plan(state.files, resultsBeside(state.plan, state.files), choices)
    },
    [change, plan, state.choices, state.plan, state.files],
  )

  const sendWanted = useCallback(
    async (files: ImportFile[], known: ImportResultDto[], { importId: begun, change: chosen }: Begun) => {
      const { publish, fromFolders, replaceClashes, moveRenamed, importTwins, unarchive } = state.choices
      const given = state.plan.filter((result) => isGivenId(result, state.choices))
      const clashes = state.plan.filter((result) => replaceClashes && isReplacing(result) && !given.includes(result))
      const renamed = moveRenamed && !importTwins ? state.plan.filter((result) => result.plan === 'renamed') : []
      let importId = begun
      let number = chosen
      const optionsOf = (batch: ImportFile[], remaining: number) => ({
        ...(state.choices.change
          ? { change: toChange(number, state.choices.change, files.length, { remaining, filling: filling.current }) }
          : { publish }),
        fromFolders,
        unarchive: unarchive && canUnarchive(state.choices),
        replace: resultsOf(clashes, batch).flatMap(({ id }) => id ?? []),
        idsFromPath: resultsOf(given, batch).map(({ path }) => path),
        importId: importId ?? undefined,
        moves: resultsOf(renamed, batch).flatMap(({ path, of }) => (of === undefined ? [] : { path, id: of })),
      })
      change({
        phase: 'sending',
        work: 'sending',
        results: known,
        unsent: files,
        error: null,
      })
      let results = known
      const isThrough = await send(files, optionsOf, (more, stored) => {
        results = [...results, ...more]
        importId = stored.importId ?? importId
        number = stored.change ?? number
        change({ results, importId, change: number })
        onProgress()
      })
      if (isThrough) change({ phase: 'done' })
    },
    [change, send, onProgress, state],
  )

  const confirm = useCallback(() => {
    const files = wantedFiles(state.files, state.plan, state.choices)
    // what is not sent stands in the results as what the plan called it
    const known = resultsBeside(state.plan, files)
    change({ total: files.length })
    void sendWanted(files, known, { importId: null, change: null })
  }, [change, sendWanted, state.files, state.plan, state.choices])

  /** Goes on with what has no answer yet. */
  const retry = useCallback(() => {
    if (state.work === 'planning') void plan(state.unsent, state.plan, state.choices)
    else void sendWanted(state.unsent, state.results, state)
  }, [plan, sendWanted, state])

  /** Sends the files once more that the server failed to take; what the plan refused would be refused again. */
  const retryFailed = useCallback(() => {
    const files = filesOf(state.files, failedResults(state.results))
    const kept = resultsBeside(state.results, files)
    void sendWanted(files, kept, state)
  }, [sendWanted, state])

  const undo = useCallback(async () => {
    if (state.importId === null) return
    change({ phase: 'undoing', error: null })
    try {
      const undone = await undoImport(state.importId)
      change({ phase: 'undone', undone, importId: null })
    } catch (error) {
      change({ phase: 'done', error: toClientError(error) })
    }
    onProgress()
  }, [change, onProgress, state.importId])

  const cancel = useCallback(() => {
    controller.current?.abort()
    change({ phase: 'cancelled' })
  }, [change])

  const dismiss = useCallback(() => setState(IDLE), [])

  return { state, start, choose, confirm, cancel, retry, retryFailed, undo, dismiss }
}
