"""The public API, listed once: `__init__.py` imports each name from here when it is first used."""

from respnet.analysis.rebalance.rebalance import rebalance as rebalance
from respnet.checks import check as check
from respnet.comparison import Comparison as Comparison
from respnet.comparison import compare as compare
from respnet.core.errors import InputError as InputError
from respnet.core.errors import OutputError as OutputError
from respnet.core.errors import RespnetError as RespnetError
from respnet.core.errors import StoreError as StoreError
from respnet.core.lookup import lookup as lookup
from respnet.core.network import ResponsibilityNetwork as ResponsibilityNetwork
from respnet.core.options import AnalysisOptions as AnalysisOptions
from respnet.core.options import RebalanceOptions as RebalanceOptions
from respnet.core.plan import Assignment as Assignment
from respnet.core.plan import Plan as Plan
from respnet.core.plan import Role as Role
from respnet.core.plan import Task as Task
from respnet.core.plan import Unit as Unit
from respnet.core.problems import Problem as Problem
from respnet.findings.comparison import build_comparison_findings as build_comparison_findings
from respnet.findings.finding import Finding as Finding
from respnet.intake.clauses.extractor import extract as extract
from respnet.intake.documents.formats import read_document as read_document
from respnet.intake.read import read_document_plan as read_document_plan
from respnet.intake.read import read_plan as read_plan
from respnet.pipeline import Analysis as Analysis
from respnet.pipeline import analyse as analyse
from respnet.queries.ask import ask as ask
from respnet.queries.ask import list_questions as list_questions
from respnet.render.brief.files import write_brief as write_brief
from respnet.render.comparison.page import write_comparison as write_comparison
from respnet.render.duty_sheet.files import write_sheets as write_sheets
from respnet.render.exports import write_exports as write_exports
from respnet.render.network_plot.plot import to_pyvis as to_pyvis
from respnet.render.report import write_report as write_report
from respnet.render.review.page import write_review as write_review
from respnet.render.workbook.workbook import write_workbook as write_workbook
from respnet.result_cache import analyse_cached as analyse_cached
from respnet.stores import open_store as open_store
from respnet.whatif.edits import Assign as Assign
from respnet.whatif.edits import MergeUnits as MergeUnits
from respnet.whatif.edits import RemoveUnit as RemoveUnit
from respnet.whatif.edits import TransferLead as TransferLead
from respnet.whatif.edits import Unassign as Unassign
from respnet.whatif.edits import apply_edits as apply_edits

__version__: str
