"""What the user can be offered to do. The ui connects the codes; labels are translated with the words around them."""

from __future__ import annotations

from .words import QT_TRANSLATE_NOOP, Action

EDIT_PROMPT = Action("edit_prompt", QT_TRANSLATE_NOOP("messages", "Edit prompt"))
SHOW_IN_FORM = Action("show_in_form", QT_TRANSLATE_NOOP("messages", "Show in form"))
TRY_AGAIN = Action("try_again", QT_TRANSLATE_NOOP("messages", "Try again"), costs=True)
GO_ON = Action("go_on", QT_TRANSLATE_NOOP("messages", "Go on"))
ASK_NOW = Action("ask_now", QT_TRANSLATE_NOOP("messages", "Check now"))
FETCH_NOW = Action("fetch_now", QT_TRANSLATE_NOOP("messages", "Fetch now"))
RETRY_LINKS = Action("retry_links", QT_TRANSLATE_NOOP("messages", "Try link again"))
COPY_LINKS = Action("copy_links", QT_TRANSLATE_NOOP("messages", "Copy link"))
CHECK_KEY = Action("check_key", QT_TRANSLATE_NOOP("messages", "Check key"))
ENTER_KEY = Action("check_key", QT_TRANSLATE_NOOP("messages", "Enter key"))
CHOOSE_FOLDER = Action("choose_folder", QT_TRANSLATE_NOOP("messages", "Choose folder…"))
SEND_AGAIN = Action("send_again", QT_TRANSLATE_NOOP("messages", "Send again…"), costs=True)
COUNT_AS_LOST = Action("count_as_lost", QT_TRANSLATE_NOOP("messages", "Count as lost…"))
SEND_LEFT_OVER = Action("send_left_over", QT_TRANSLATE_NOOP("messages", "Send"), costs=True)
SHOW_AWAY = Action("show_away", QT_TRANSLATE_NOOP("messages", "Show"))
SHOW_RELEASE = Action("show_release", QT_TRANSLATE_NOOP("messages", "What is new"))
DISCARD_LEFT_OVER = Action("discard_left_over", QT_TRANSLATE_NOOP("messages", "Discard"))
SHOW_EVERYTHING = Action("show_everything", QT_TRANSLATE_NOOP("messages", "Show everything"))
