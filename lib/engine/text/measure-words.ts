/** “How big” asks for a measure: the answer is a number, and need not hold the word. */
export const MEASURE_WORDS =
  /\bhow (?:big|deep|expensive|far|fast|heavy|high|large|long|low|often|old|short|slow|small|tall|wide)\b/gi
