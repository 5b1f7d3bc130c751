/** What all pictures of the chart library look like. */
export const TICK = { fill: 'var(--fg-faint)', fontSize: 11 }

export const TOOLTIP = {
  isAnimationActive: false,
  contentStyle: {
    background: 'var(--background)',
    border: '1px solid var(--line-strong)',
    borderRadius: 6,
    fontSize: 12,
  },
  labelStyle: { color: 'var(--fg-muted)' },
  itemStyle: { color: 'var(--fg)' },
}
