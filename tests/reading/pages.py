"""Pages after layouts of real sites: every word `text…` is of their text, every word `beside…` of what surrounds it."""

from __future__ import annotations

from itertools import count

_numbers = count(1)


def _text() -> str:
    return f"text{next(_numbers):03d}"


def _beside() -> str:
    return f"beside{next(_numbers):03d}"


def _sentence() -> str:
    return f"Inspectors of the inspectorate found that the force {_text()} had improved how it records crime and calls."


def _paragraphs(number: int) -> str:
    return "".join(f"<p>{_sentence()}</p>" for _ in range(number))


def _links(number: int, tag: str = "div") -> str:
    items = "".join(f"<li><a href=/n>{_beside()} part of the site</a></li>" for _ in range(number))
    return f"<{tag}><ul>{items}</ul></{tag}>"


def _others(number: int, name: str) -> str:
    cards = "".join(
        f"<div class=card><a href=/x><h3>{_beside()} Police inadequate, say inspectors in damning report</h3></a>"
        f"<p>{_beside()} Kent was told to improve quickly by the watchdog.</p><span>3 hours ago</span></div>"
        for _ in range(number)
    )
    return f"<div class={name}><h2>Latest from our site</h2>{cards}</div>"


def _foot(tag: str = "div") -> str:
    return f"<{tag}><p>{_beside()} Registered office at the town hall.</p>{_links(2)}</{tag}>"


def _table(tag: str = "caption") -> str:
    rows = "".join(f"<tr><th scope=row>Leadership {_text()}</th><td>Good {_text()}</td></tr>" for _ in range(4))
    return f"<table><{tag}>Grades {_text()}</{tag}><tr><th>Area {_text()}</th><th>Grade</th></tr>{rows}</table>"


def _pairs() -> str:
    return "<dl>" + "".join(f"<dt>Area {_text()}</dt><dd>Adequate {_text()}</dd>" for _ in range(4)) + "</dl>"


def _cards(name: str, value: str) -> str:
    cards = (f"<{name}>Crime {_text()}</{name}><{value}>Good {_text()}</{value}>" for _ in range(4))
    return "<div>" + "".join(f"<div class=tile>{card}</div>" for card in cards) + "</div>"


def _h1() -> str:
    return f"<h1>Force {_text()} told to improve by inspectors</h1>"


BODIES = {
    "news": f"{_links(8, 'nav')}<main><article>{_h1()}<p class=standfirst>{_sentence()}</p>"
    f"{_paragraphs(4)}<figure><img src=a>"
    f"<figcaption>Chief {_text()} at a press day</figcaption></figure>{_paragraphs(3)}</article>"
    f"{_others(5, 'grid')}</main>"
    f"{_foot('footer')}",
    "news that names no part": f"{_links(10)}<div id=wrap><div class=main-column><div class=hd>{_h1()}</div><div>"
    f"{_paragraphs(9)}"
    f"</div></div><div class=side>{_others(6, 'widget')}</div></div>{_foot('footer')}",
    "council": f"{_links(8, 'nav')}<main><h1>Panel {_text()} papers</h1><p>{_sentence()}</p>{_table()}{_pairs()}"
    f"<ul><li>{_sentence()}</li><li>{_sentence()}</li></ul></main>{_foot('footer')}",
    "council that names no part": f"{_links(15)}<div id=c><h1>Performance {_text()}</h1><p>{_sentence()}</p>{_table()}"
    f"<p>{_sentence()}</p></div>{_foot('footer')}",
    "grades alone": f"{_links(10)}<div class=page><h1>Our {_text()} grades</h1>{_table()}</div>{_foot('footer')}",
    "cards": f"{_links(8, 'nav')}<main>{_h1()}<p>{_sentence()}</p>{_cards('h3', 'p')}{_paragraphs(2)}</main>"
    f"{_foot('footer')}",
    "cards that name no part": f"{_links(10)}<div class=wrapper>{_h1()}<p>{_sentence()}</p>{_cards('span', 'span')}"
    f"<div>{_paragraphs(2)}</div></div>{_foot('footer')}",
    "accordion": f"{_links(10)}<div class=area>{_h1()}"
    + "".join(
        f"<div><h2><button aria-expanded=false aria-controls=p{number}>Part {_text()}</button></h2>"
        f"<div id=p{number} hidden><p>{_sentence()}</p>{_pairs()}</div></div>"
        for number in range(3)
    )
    + f"</div>{_foot('footer')}",
    "layout by a table": f"<table width=100%><tr><td colspan=2><a href=/>{_beside()} Home page</a></td></tr><tr><td>"
    + "".join(f"<a href=/>{_beside()} link of menu</a><br>" for _ in range(6))
    + f"</td><td>{_h1()}{_paragraphs(5)}{_table()}</td></tr></table>",
    "minutes": f"{_links(10)}<div class=minutes><h1>Minutes {_text()}</h1>"
    f"<table><tr><th>Item {_text()}</th><th>Action</th></tr>"
    + "".join(f"<tr><td>{_sentence()}</td><td>Noted {_text()}</td></tr>" for _ in range(5))
    + f"</table><p>{_sentence()}</p></div>{_foot('footer')}",
    "a short release": f"{_links(12)}<div class=content><h1>Chief {_text()} welcomes</h1>"
    f"<p>{_sentence()}</p><blockquote><p>{_sentence()}</p></blockquote></div>{_others(6, 'listing')}{_foot('footer')}",
    "figures": f"{_links(8, 'nav')}<main>{_h1()}{_cards('div', 'div').replace('Good', '14')}{_paragraphs(3)}</main>"
    f"{_foot('footer')}",
    "a list of links": f"{_links(8, 'nav')}<main>{_h1()}<p>{_sentence()}</p><ul>"
    + "".join(f"<li><a href=/f>Force {_text()} was rated good</a></li>" for _ in range(8))
    + f"</ul></main>{_foot('footer')}",
    "a form around it": f"<form>{_links(10)}<div id=mid>{_h1()}{_paragraphs(4)}{_table()}</div>"
    f"{_foot('footer')}</form>",
    "a box of facts": f"{_links(8, 'nav')}<main><article>{_h1()}{_paragraphs(4)}"
    f"<aside><h3>At {_text()} a glance</h3>{_table()}"
    f"</aside>{_paragraphs(2)}<aside><h3>Most read</h3>{_links(2)}</aside></article></main>{_foot('footer')}",
    "several articles": f"<main><article>{_h1()}{_paragraphs(6)}</article>"
    + "".join(
        f"<article><h3>{_beside()} again</h3><p>{_beside()} is inadequate, they say</p></article>" for _ in range(5)
    )
    + f"</main>{_foot('footer')}",
}
