'use client'

import { createContext, useContext } from 'react'
import type { CheckedQueryInput } from '@/lib/schemas/query-sets/query-set'

/** What a check that is saved here would be a check of. */
export type CheckSource = {
  query: Omit<CheckedQueryInput, 'checks' | 'labels'>
  /** The set that it came from. */
  setId?: string
  /** There were messages before it, which are no part of the check. */
  isFollowUp?: boolean
}

const CheckSourceContext = createContext<CheckSource | null>(null)

/** Lets what is inside save checks; without it, or with null, nothing is offered. */
export const CheckSourceProvider = CheckSourceContext.Provider

export const useCheckSource = () => useContext(CheckSourceContext)
