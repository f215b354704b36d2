/** How urgent or settled something is; each has a colour, and every use adds an icon and a word. */
export type Tone = 'red' | 'amber' | 'green' | 'blue' | 'purple' | 'grey'
