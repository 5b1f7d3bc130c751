'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { callApi } from '@/components/data/api-client'
import { normalizeSource } from '@/lib/schemas/front-matter/front-matter'
import type { SavedDraftDto } from '@/lib/schemas/modules/module'
import type { OpenModule } from '../open-module'
import { type DraftState, keepDraft } from './draft-keeper'
import { forgetDraft, readStoredDraft, storeDraft } from './draft-storage'
import { rememberDraft } from './remember-draft'

const PAUSE_MS = 800
const RETRY_MS = 5_000
/** A longer text (UTF-16 units) is not stored in this browser with each letter: that takes as long as typing it. */
const LONG_SOURCE = 200_000
const STORE_PAUSE_MS = 500

/** The editor's state of a module as the server has it. */
function toState(module: OpenModule): DraftState {
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
 * The text under edit. It is stored in this browser at once, a long one at short pauses, and on the server at each pause.
 */
export function useDraft(module: OpenModule, workspaceId: string, canWrite: boolean) {
  const queryClient = useQueryClient()
  const [state, setState] = useState(() => toState(module))
  const [draft] = useState(() => {
    // not by an action: those read a body where everybody waits for it, and none as long as a module
    const path = `/api/v1/modules/${encodeURIComponent(module.id)}/draft`
    const put = async (json: object) => {
      const saved = await callApi<SavedDraftDto>(path, { method: 'PUT', json })
      await rememberDraft(queryClient, module.id, saved)
      return saved
    }
    return keepDraft(state, put, setState)
  })

  // who comes back sees at first what was here before
  useEffect(() => draft.follow(toState(module)), [module, draft])

  // What this browser kept when the page was closed, or the session ended, before the server had it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the editor opens
  useEffect(() => {
    const stored = canWrite ? readStoredDraft(workspaceId, module.id) : null
    if (!stored || stored.source === state.source) return
    draft.restore(stored)
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
      const { source, savedSource, revision } = draft.get()
      if (source !== savedSource) storeDraft(workspaceId, module.id, { source, revision, savedAt: Date.now() })
    }
    window.addEventListener('pagehide', storeLatest)
    return () => {
      window.removeEventListener('pagehide', storeLatest)
      storeLatest()
    }
  }, [draft, workspaceId, module.id])

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the text starts the pause anew
  useEffect(() => {
    if (!isDirty || state.isSaving || state.conflict || !canWrite) return
    const timer = setTimeout(() => void draft.save(), state.error ? RETRY_MS : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [isDirty, state.source, state.isSaving, state.conflict, state.error, draft, canWrite])

  useEffect(() => {
    const retry = () => {
      if (draft.get().error) void draft.save()
    }
    window.addEventListener('online', retry)
    window.addEventListener('focus', retry)
    return () => {
      window.removeEventListener('online', retry)
      window.removeEventListener('focus', retry)
    }
  }, [draft])

  return {
    state,
    isDirty,
    /** Whether this browser has room for what the server has not. */
    isKept,
    draft,
    /** Shows the module as the server has it now, after the draft was thrown away. */
    reload: (next: OpenModule) => draft.replace(toState(next)),
  }
}
