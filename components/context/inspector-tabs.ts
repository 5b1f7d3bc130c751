/** What the inspector shows of a composition, by the name that addresses have. */
export const INSPECTOR_TABS = [
  'text',
  'sections',
  'candidates',
  'history',
  'profile',
  'images',
  'steps',
  'compare',
] as const
export type InspectorTab = (typeof INSPECTOR_TABS)[number]
