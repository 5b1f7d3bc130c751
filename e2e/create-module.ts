import type { APIRequestContext } from '@playwright/test'
import { expect } from './fixtures'

/** Publishes the first version of a module. */
export async function createModule(api: APIRequestContext, source: string): Promise<void> {
  const response = await api.post('/api/v1/modules', { data: { source } })
  expect(response.status(), await response.text()).toBe(201)
}
