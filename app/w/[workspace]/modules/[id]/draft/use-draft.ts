'use client'

import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { ClientError, callApi } from '@/components/data/api-client'
import { normalizeSource } from '@/lib/schemas/front-matter/front-matter'
import {
  type DraftConflict,
  draftConflictSchema,
  type ModuleDto,
  type ModuleProblem,
  type SavedDraftDto,
} from '@/lib/schemas/modules/module'
import { forgetDraft, readStoredDraft, storeDraft } from './draft-storage'

const PAUSE_MS = 800
const RETRY_MS = 5_000
/** A longer text (UTF-16 units) is not stored in this browser with each letter: that takes as long as typing it. */
const LONG_SOURCE = 200_000
const STORE_PAUSE_MS = 500

export type DraftState = {
  source: string
  /** What the server has. */
  savedSource: string
  revision: number
  baseVersion: number
  savedAt: string | null
  isSaving: boolean
  /** Why the last save failed; the text is kept in this browser meanwhile. */
  error: ClientError | null
  conflict: DraftConflict | null
  /** The server's problems of `savedSource`, such as dependencies that do not exist. */
  problems: ModuleProblem[]
}

type Saved = { source: string; revision: number; baseVersion: number; savedAt: string; problems: ModuleProblem[] }
type Event =
  | { type: 'edit'; source: string }
  | { type: 'save-start' }
  | { type: 'save-end'; saved: Saved }
  | { type: 'save-error'; error: ClientError }
  | { type: 'conflict'; conflict: DraftConflict }
  | { type: 'resolve'; source: string; conflict: DraftConflict }
  | { type: 'replace'; state: DraftState }

function reduce(state: DraftState, event: Event): DraftState {
  switch (event.type) {
    case 'edit':
      return { ...state, source: event.source }
    case 'save-start':
      return { ...state, isSaving: true }
    case 'save-end': {
      const { source, ...saved } = event.saved
      return { ...state, ...saved, savedSource: source, isSaving: false, error: null }
    }
    case 'save-error':
      return { ...state, isSaving: false, error: event.error }
    case 'conflict': {
      const { theirs, revision, baseVersion } = event.conflict
      const settled = { ...state, isSaving: false, error: null }
      // somebody wrote the same, or this browser before it was reloaded
      if (theirs === state.source) return { ...settled, savedSource: theirs, revision, baseVersion }
      return { ...settled, conflict: event.conflict }
    }
    case 'resolve': {
      const { theirs, revision, baseVersion } = event.conflict
      return { ...state, source: event.source, savedSource: theirs, revision, baseVersion, conflict: null }
    }
    case 'replace':
      return event.state
  }
}

/** The editor's state of a module as the server has it. */
function toState(module: ModuleDto): DraftState {
  const source = normalizeSource(module.draft?.source ?? module.source)
  return {
    source,
    savedSource: source,
    revision: module.draft?.revision ?? 0,
    baseVersion: module.draft?.baseVersion ?? module.version,
    savedAt: module.draft?.updatedAt ?? null,
    isSaving: false,
    error: null,
    conflict: null,
    problems: module.problems,
  }
}

/**
 * The text under edit. It is stored in this browser at once, a long one at short pauses, and on the server at each pause; a
 * save names the revision it started from, so a change of somebody else's becomes a conflict and never gets lost.
 */
export function useDraft(module: ModuleDto, workspaceId: string, canWrite: boolean) {
  const [state, dispatch] = useReducer(reduce, module, toState)
  const latest = useRef(state)
  useEffect(() => {
    latest.current = state
  })

  /** @returns the draft's revision; 0 when there is none, or it could not be saved */
  const save = useCallback(async (): Promise<number> => {
    const { source, savedSource, revision, baseVersion, isSaving, conflict } = latest.current
    if (source === savedSource) return revision
    if (isSaving || conflict) return 0
    dispatch({ type: 'save-start' })
    try {
      // not by an action: those read a body where everybody waits for it, and none as long as a module
      const dto = await callApi<SavedDraftDto>(`/api/v1/modules/${encodeURIComponent(module.id)}/draft`, {
        method: 'PUT',
        json: { source, revision, baseVersion },
      })
      const saved = { source, revision: dto.revision, baseVersion: dto.baseVersion, savedAt: dto.updatedAt }
      dispatch({ type: 'save-end', saved: { ...saved, problems: dto.problems } })
      return dto.revision
    } catch (error) {
      const cause = error instanceof ClientError ? error : new ClientError({ code: 'INTERNAL', message: String(error) })
      const parsed = cause.code === 'CONFLICT' ? draftConflictSchema.safeParse(cause.data) : null
      if (parsed?.success) dispatch({ type: 'conflict', conflict: { ...parsed.data, yours: source } })
      else dispatch({ type: 'save-error', error: cause })
      return 0
    }
  }, [module.id])

  // What this browser kept when the page was closed, or the session ended, before the server had it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the editor opens
  useEffect(() => {
    const stored = canWrite ? readStoredDraft(workspaceId, module.id) : null
    if (!stored || stored.source === state.source) return
    dispatch({ type: 'replace', state: { ...state, source: stored.source, revision: stored.revision } })
  }, [])

  const isDirty = state.source !== state.savedSource
  const [isKept, setIsKept] = useState(true)
  const { source, revision } = state
  useEffect(() => {
    if (!isDirty) {
      forgetDraft(workspaceId, module.id)
      return
    }
    const store = () => setIsKept(storeDraft(workspaceId, module.id, { source, revision, savedAt: Date.now() }))
    if (source.length <= LONG_SOURCE) return store()
    const timer = setTimeout(store, STORE_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [isDirty, source, revision, workspaceId, module.id])

  // what a pause would still have stored
  useEffect(() => {
    const storeLatest = () => {
      const { source, savedSource, revision } = latest.current
      if (source !== savedSource) storeDraft(workspaceId, module.id, { source, revision, savedAt: Date.now() })
    }
    window.addEventListener('pagehide', storeLatest)
    return () => {
      window.removeEventListener('pagehide', storeLatest)
      storeLatest()
    }
  }, [workspaceId, module.id])

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the text starts the pause anew
  useEffect(() => {
    if (!isDirty || state.isSaving || state.conflict || !canWrite) return
    const timer = setTimeout(() => void save(), state.error ? RETRY_MS : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [isDirty, state.source, state.isSaving, state.conflict, state.error, save, canWrite])

  useEffect(() => {
    const retry = () => {
      if (latest.current.error) void save()
    }
    window.addEventListener('online', retry)
    window.addEventListener('focus', retry)
    return () => {
      window.removeEventListener('online', retry)
      window.removeEventListener('focus', retry)
    }
  }, [save])

  return {
    state,
    isDirty,
    /** Whether this browser has room for what the server has not. */
    isKept,
    edit: useCallback((source: string) => dispatch({ type: 'edit', source }), []),
    save,
    /** Takes the merged text; the next save goes on top of the other person's. */
    resolve: useCallback((source: string, conflict: DraftConflict) => {
      dispatch({ type: 'resolve', source, conflict })
    }, []),
    /** Shows the module as the server has it now, after a publish, a restore or a discard. */
    reload: useCallback((next: ModuleDto) => dispatch({ type: 'replace', state: toState(next) }), []),
  }
}
