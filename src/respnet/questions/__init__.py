"""Named questions: what a coordinator asks of a stored plan, one file each in `cypher/questions`."""

from respnet.questions.asking import ask, given_in, question, questions
from respnet.questions.question import Column, Holds, Parameter, Question, Takes
from respnet.questions.wording import visible

__all__ = ["Column", "Holds", "Parameter", "Question", "Takes", "ask", "given_in", "question", "questions", "visible"]
