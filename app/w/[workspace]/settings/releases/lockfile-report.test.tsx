import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { LockfileReport } from './lockfile-report'

const lockfile = {
  ...{ format: 'loadout-lockfile' as const, formatVersion: 1 as const, loadout: '1.0.0', workspace: 'other' },
  ...{ release: { id: 'spring', name: 'Spring' }, index: null, policies: [], modules: [] },
}
const verified = { problems: [], problemCount: 0, missing: 0, modules: 2 }

it('shows a lockfile that is given whole as good news, and one that is not as a problem', () => {
  const whole = { ...verified, isReproducible: true, isComplete: true }
  const good = renderToStaticMarkup(<LockfileReport lockfile={lockfile} report={whole} />)
  expect(good).toContain('This workspace gives the same contexts.')
  expect(good).toContain('role="status"')
  expect(good).toContain('text-success')
  const missing = { ...verified, isReproducible: false, isComplete: false, missing: 1 }
  const bad = renderToStaticMarkup(<LockfileReport lockfile={lockfile} report={missing} />)
  expect(bad).toContain('role="alert"')
  expect(bad).toContain('text-danger')
})
