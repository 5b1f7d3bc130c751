import { expect, test } from 'vitest'
import { tellMoment } from './moment-words'

const moment = { modules: 3, gone: [], goneTotal: 0, policies: [], curated: { ofThen: 0, isAll: true } }

test.each([
  [{}, 'The versions of 3 modules, the policies (the same as now) and the curation (the same as now).'],
  [
    { policies: [{ id: 'default', name: 'Default', version: 2 }], curated: { ofThen: 1, isAll: true } },
    'The versions of 3 modules, the policies (Default version 2) and the curation of 1 module that was curated otherwise.',
  ],
  [
    { gone: ['a', 'b'], goneTotal: 4 },
    'The versions of 3 modules, the policies (the same as now) and the curation (the same as now). Deleted since, and on no side: a, b and 2 others.',
  ],
])('%j: of then', (known, said) => expect(tellMoment({ ...moment, ...known }).ofThen).toBe(said))

test.each([
  [{}, 'Models, the search index and profiles.'],
  [
    { policies: null },
    'Policies, since the audit log does not reach back so far, models, the search index and profiles.',
  ],
  [
    { curated: { ofThen: 100, isAll: false } },
    'The curation of the other modules, models, the search index and profiles.',
  ],
])('%j: of today', (known, said) => expect(tellMoment({ ...moment, ...known }).ofToday).toBe(said))
