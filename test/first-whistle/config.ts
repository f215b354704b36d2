import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county as it is after the first start: nothing has happened yet. */
export const config: StoryConfig = {}
