"""Pictures: small SVG files of our own making, for summaries and for traces.

Bars, timelines and graphs. Each is one ``<svg>`` element with a title and a description, without scripts, links, fonts
or anything else that would have to be fetched. Colours are attributes, so any renderer shows the light version; a style
sheet inside changes them on dark screens. Nothing is said by colour alone.
"""
