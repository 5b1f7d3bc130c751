'use client'

import { createContext, useContext } from 'react'

/** What is chosen for the next question: modules that are always sent, and modules that are not. */
export type ModuleChoice = {
  pins: string[]
  excludes: string[]
  /** Null takes the choice back. */
  choose: (moduleId: string, choice: 'pin' | 'exclude' | null) => void
}

const ModuleChoiceContext = createContext<ModuleChoice | null>(null)

/** Lets what is inside pin and exclude modules; without it, or with null, nothing is offered. */
export const ModuleChoiceProvider = ModuleChoiceContext.Provider

export const useModuleChoice = () => useContext(ModuleChoiceContext)

/** The choice with a module pinned, excluded or neither: never both. */
export function withChoice(
  { pins, excludes }: Pick<ModuleChoice, 'pins' | 'excludes'>,
  moduleId: string,
  choice: 'pin' | 'exclude' | null,
): Pick<ModuleChoice, 'pins' | 'excludes'> {
  const without = (ids: string[]) => ids.filter((id) => id !== moduleId)
  return {
    pins: choice === 'pin' ? [...without(pins), moduleId] : without(pins),
    excludes: choice === 'exclude' ? [...without(excludes), moduleId] : without(excludes),
  }
}

/** Whether two lists of modules are the same choice. */
export function isSameChoice(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}
