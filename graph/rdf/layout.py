"""What the graph says of each class of thing, in the form in which Turtle shows it.

One shape a class; the ontology (graph/vocabulary/tifatu.ttl) explains every word of ours, and a test holds that the
two agree. A passage of a report is its own selector in the sense of the Web Annotation model: ``oa:start`` and
``oa:end`` count code points of the decoded document. Spans without a node of their own are written as RFC 5147
fragments: ``char=12,34``.
"""

from __future__ import annotations

from tifatu.graph.rdf.shape import Shape

DOCUMENT = Shape("""
    tfdoc:{id}
    a tfv:Document
    dcterms:format {media_type:string}
    tfv:encoding {encoding:string}
    tfv:length {length:integer}
    tfv:path {path:string}
    tfv:sha256 {sha256:string}
""")

REPORT = Shape("""
    tfr:{id}
    a tfv:Report
    dcterms:isPartOf tfdoc:{document}
    dcterms:issued {day:date}
    dcterms:issued {month:month}
    dcterms:spatial tfreg:{region}
    dcterms:title {title:zh}
    oa:end {end:integer}
    oa:start {start:integer}
    tfv:dateAt {date_at:string}
    tfv:edition {editions:string}
    tfv:glossaryAt {glossary_at:string}
    tfv:order {order:string}
    tfv:plans {plans:year}
    tfv:recordedAs {recorded:string}
    tfv:regionAt {region_at:string}
    tfv:reviews {reviews:year}
    tfv:session {session:zh}
    tfv:sessionAt {session_at:string}
    tfv:speaker {speaker:zh}
    tfv:speakerAt {speaker_at:string}
    tfv:speechAt {speech_at:string}
    tfv:titleAt {title_at:string}
    tfv:year {year:year}
""")

DEFINITION = Shape("""
    tfd:{id}
    a oa:TextPositionSelector
    a oa:TextQuoteSelector
    a tfv:Definition
    dcterms:issued {day:date}
    dcterms:issued {month:month}
    dcterms:source tfr:{report}
    dcterms:spatial tfreg:{region}
    oa:end {end:integer}
    oa:exact {text:string}
    oa:prefix {before:string}
    oa:start {start:integer}
    oa:suffix {after:string}
    rdf:value {text:zh}
    tfv:component tfc:{components}
    tfv:components tfi:{list}
    tfv:componentsFoundBy tfrule:{components_rule}
    tfv:confidence {confidence:decimal}
    tfv:countVerdict tfv:{count}
    tfv:foundBy tfrule:{rule}
    tfv:gapAt {gaps:string}
    tfv:headword tfh:{headwords}
    tfv:noteMarkAt {marks:string}
    tfv:number {number:string}
    tfv:order {order:string}
    tfv:origin tfv:{origin}
    tfv:part tfp:{parts}
    tfv:sense tfs:{sense}
    tfv:sentenceAt {sentence:string}
    tfv:term tft:{terms}
    tfv:variant tfvar:{variant}
    tfv:year {year:year}
""")

GLOSSARY = Shape("""
    tfgl:{id}
    a tfv:Glossary
    dcterms:source tfr:{report}
    oa:end {end:integer}
    oa:start {start:integer}
    tfv:entryCount {entries:integer}
    tfv:foundBy tfrule:{rule}
    tfv:order {order:string}
    tfv:score {score:decimal}
    tfv:sign {signs:string}
    tfv:warning {warnings:string}
""")

HEADWORD = Shape("""
    tfh:{id}
    a tfv:Headword
    oa:end {end:integer}
    oa:start {start:integer}
    tfv:writtenAs tfl:{label}
""")

PART = Shape("""
    tfp:{id}
    a tfv:Part
    oa:end {end:integer}
    oa:start {start:integer}
    rdf:value {text:zh}
    tfv:component tfc:{components}
    tfv:components tfi:{list}
    tfv:foundBy tfrule:{rule}
    tfv:implied {implied:boolean}
    tfv:part tfp:{parts}
    tfv:partName {name:zh}
    tfv:term tft:{term}
""")

COMPONENT = Shape("""
    tfc:{id}
    a tfv:Component
    oa:end {end:integer}
    oa:start {start:integer}
    rdf:value {text:zh}
    tfv:term tft:{term}
""")

ITEM = Shape("""
    tfi:{id}
    rdf:first tfc:{id}
    rdf:rest rdf:{nil}
    rdf:rest tfi:{rest}
""")
"""One cell of an ordered list of components; cells have names, as the graph has no blank nodes."""

MENTION = Shape("""
    tfm:{id}
    a tfv:Mention
    dcterms:source tfr:{report}
    oa:end {end:integer}
    oa:exact {text:string}
    oa:start {start:integer}
    tfv:candidate tfs:{candidates}
    tfv:foundBy tfrule:{rule}
    tfv:head {head:zh}
    tfv:order {order:string}
    tfv:paragraph {paragraph:integer}
    tfv:quoted {quoted:boolean}
    tfv:resolutionEvidence {evidence:string}
    tfv:resolvedBy tfrule:{resolved_by}
    tfv:sense tfs:{sense}
    tfv:term tft:{term}
    tfv:termKey {key:string}
""")

ATTRIBUTION = Shape("""
    tfa:{id}
    a tfv:Attribution
    dcterms:source tfr:{report}
    oa:end {end:integer}
    oa:start {start:integer}
    tfv:body tfb:{body}
    tfv:confidence {confidence:decimal}
    tfv:foundBy tfrule:{rule}
    tfv:head {head:zh}
    tfv:issuer {issuer:zh}
    tfv:levelCode {level_code:string}
    tfv:levelKind {level_kind:string}
    tfv:levelOnly {level_only:boolean}
    tfv:mention tfm:{mention}
    tfv:phrase {phrase:zh}
    tfv:term tft:{term}
""")

USAGE = Shape("""
    tfu:{id}
    a tfv:Usage
    tfv:classEvidence {evidence:string}
    tfv:occurrences {occurrences:string}
    tfv:order {order:string}
    tfv:term tft:{term}
    tfv:termClass {term_class:string}
    tfv:termKey {key:string}
""")
"""One statement a report in ``tfv:occurrences``, its id and a count: a node for each would be four times as many."""

PLACE = Shape("""
    tfpl:{id}
    a tfv:Place
    dcterms:source tfr:{report}
    dcterms:spatial tfreg:{region}
    oa:end {end:integer}
    oa:exact {text:string}
    oa:start {start:integer}
    tfv:foundBy tfrule:{rule}
    tfv:inName {in_name:boolean}
""")

TERM = Shape("""
    tft:{id}
    a tfv:Term
    rdfs:label {label:zh}
    tfv:definitionCount {definitions:integer}
    tfv:firstReport tfr:{first}
    tfv:key {keys:string}
    tfv:label tfl:{labels}
    tfv:lastReport tfr:{last}
    tfv:mentionCount {mentions:integer}
    tfv:regionCount {regions:integer}
    tfv:reportCount {reports:integer}
    tfv:saidIn tfreg:{said_in}
""")

LABEL = Shape("""
    tfl:{id}
    a skosxl:Label
    skosxl:literalForm {form:zh}
    tfv:core {core:string}
    tfv:labelHead {head:zh}
    tfv:pinyin {pinyin:pinyin}
    tfv:qualifier {qualifier:zh}
    tfv:sortKey {sort_key:string}
""")

SENSE = Shape("""
    tfs:{id}
    a skos:Concept
    a tfv:Sense
    dcterms:replaces tfs:{replaces}
    skos:altLabel {alternatives:zh}
    skos:broader tfs:{broader}
    skos:definition tfd:{definitions}
    skos:inScheme tfsch:slogans
    skos:prefLabel {label:zh}
    skos:topConceptOf tfsch:{top}
    skosxl:altLabel tfl:{alternative_labels}
    skosxl:prefLabel tfl:{preferred}
    tfv:belongsTo tfreg:{region}
    tfv:order {order:string}
    tfv:programType tfpt:{program}
    tfv:programFoundBy tfrule:{program_rule}
    tfv:scope tfv:{scope}
    tfv:scopeEvidence {scope_evidence:string}
    tfv:senseOf tft:{term}
    tfv:termKey {key:string}
""")

VARIANT = Shape("""
    tfvar:{id}
    a tfv:Variant
    tfv:order {order:string}
    tfv:variantOf tfs:{sense}
""")

JOIN = Shape("""
    tfj:{id}
    a tfv:Join
    tfv:compares tfd:{definitions}
    tfv:evidence {evidence:string}
    tfv:joinOf tfs:{sense}
    tfv:order {order:string}
    tfv:verdict tfv:{verdict}
""")

REGION = Shape("""
    tfreg:{id}
    a dcterms:Location
    a skos:Concept
    a tfv:Region
    dcterms:isPartOf tfreg:{above}
    dcterms:temporal tfper:{period}
    skos:broader tfreg:{above}
    skos:inScheme tfsch:regions
    skos:notation {code:string}
    skos:prefLabel {name:zh}
    skos:topConceptOf tfsch:{top}
    tfv:level {level:zh}
    tfv:recordedAs {recorded:string}
    tfv:version {version:string}
""")

PERIOD = Shape("""
    tfper:{id}
    a time:ProperInterval
    time:hasBeginning tfy:{since}
    time:hasEnd tfy:{until}
""")

YEAR = Shape("""
    tfy:{id}
    a time:Instant
    time:inXSDgYear {year:year}
""")

BODY = Shape("""
    tfb:{id}
    a org:FormalOrganization
    a tfv:Body
    dcterms:spatial tfreg:{regions}
    rdfs:label {label:zh}
    skos:altLabel {forms:zh}
    tfv:bodyKind {kind:string}
    tfv:regionCode {code:string}
""")

PROGRAM = Shape("""
    tfprog:{id}
    a prov:Plan
    a tfv:Program
    dcterms:isPartOf tfs:{wholes}
    dcterms:spatial tfreg:{region}
    rdfs:label {label:zh}
    tfv:firstReport tfr:{first}
    tfv:firstYear {first_year:year}
    tfv:lastReport tfr:{last}
    tfv:lastYear {last_year:year}
    tfv:programFoundBy tfrule:{rule}
    tfv:programType tfpt:{type}
    tfv:realizes tfs:{sense}
    tfv:regionFoundBy tfrule:{region_rule}
    tfv:runBy tfb:{bodies}
""")
"""What runs it and what it is part of stand here for short; each has its statement."""

STATEMENT = Shape("""
    tfst:{id}
    a tfv:Statement
    dcterms:source tfr:{report}
    oa:end {end:integer}
    oa:exact {text:string}
    oa:start {start:integer}
    prov:wasDerivedFrom tfa:{attribution}
    prov:wasDerivedFrom tfd:{definition}
    tfv:about tfprog:{program}
    tfv:body tfb:{body}
    tfv:foundBy tfrule:{rule}
    tfv:says tfv:{said}
    tfv:targetYear {year:year}
    tfv:whole tfs:{whole}
""")

PROGRAM_TYPE = Shape("""
    tfpt:{id}
    a skos:Concept
    a tfv:ProgramType
    skos:inScheme tfsch:programs
    skos:note {note:en}
    skos:prefLabel {en:en}
    skos:prefLabel {zh:zh}
    skos:topConceptOf tfsch:programs
""")

RULE = Shape("""
    tfrule:{id}
    a tfv:Rule
    rdfs:comment {reason:zh}
    rdfs:comment {why:en}
    rdfs:label {name:string}
""")

SCHEME = Shape("""
    tfsch:{id}
    a skos:ConceptScheme
    dcterms:title {en:en}
    dcterms:title {zh:zh}
    rdfs:label {en:en}
    rdfs:label {zh:zh}
""")

RUN = Shape("""
    tfrun:{id}
    a prov:Activity
    a tfv:Run
    prov:used tfdoc:{documents}
    tfv:codeVersion {code:string}
    tfv:order {order:string}
    tfv:rulesDigest {rules:string}
    tfv:setting {settings:string}
""")

DATASET = Shape("""
    tfg:{id}
    a prov:Entity
    dcterms:title {en:en}
    dcterms:title {zh:zh}
    prov:wasGeneratedBy tfrun:{runs}
""")
"""The graph of the data as a whole: only here does it say which run made it, so that a diff shows that once."""

PLAIN_DATASET = Shape("""
    tfg:{id}
    a dcat:Dataset
    a void:Dataset
    dcat:version {version:string}
    dcterms:created {created:date}
    dcterms:creator tfag:{creator_agent}
    dcterms:creator {creator:string}
    dcterms:description {about:zh}
    dcterms:description {about_en:en}
    dcterms:language {language:string}
    dcterms:license {licence:string}
    dcterms:license {licence_iri:iri}
    dcterms:modified {modified:date}
    dcterms:publisher tfag:{publisher_agent}
    dcterms:publisher {publisher:string}
    dcterms:title {en:en}
    dcterms:title {zh:zh}
    void:entities {entities:integer}
    void:rootResource tfsch:slogans
    void:vocabulary {vocabularies:iri}
""")
"""What catalogues ask of a data set; the full profile says it in the records of its runs."""

AGENT = Shape("""
    tfag:{id}
    a schema:{kind}
    schema:email {email:uri}
    schema:name {name:string}
    schema:url {address:uri}
""")
"""Who made or publishes it, where the settings give an address: registries want to know what it is the address of."""

PLAIN_SENSE = Shape("""
    tfs:{id}
    a skos:Concept
    skos:altLabel {alternatives:zh}
    skos:altLabel {pinyin:pinyin}
    skos:broader tfs:{broader}
    skos:definition {definition:zh}
    skos:hiddenLabel {written:zh}
    skos:historyNote {history:zh}
    skos:inScheme tfsch:slogans
    skos:narrower tfs:{narrower}
    skos:note {note:zh}
    skos:prefLabel {label:zh}
    skos:related tfs:{related}
    skos:scopeNote {scope_notes:zh}
    skos:topConceptOf tfsch:{top}
""")
"""The simple profile: SKOS alone, and Dublin Core for the scheme. VocPub wants one preferred label and no more, so
pinyin and English stand beside it as alternative ones."""

COLLECTION = Shape("""
    tfcol:{id}
    a skos:Collection
    prov:wasDerivedFrom tfsch:slogans
    rdfs:isDefinedBy tfsch:slogans
    skos:altLabel {en:en}
    skos:definition {about:zh}
    skos:definition {about_en:en}
    skos:inScheme tfsch:slogans
    skos:member tfs:{members}
    skos:prefLabel {zh:zh}
""")

PLAIN_SCHEME = Shape("""
    tfsch:{id}
    a skos:ConceptScheme
    dcterms:created {created:date}
    dcterms:creator tfag:{creator_agent}
    dcterms:creator {creator:string}
    dcterms:description {about:zh}
    dcterms:description {about_en:en}
    dcterms:language {language:string}
    dcterms:license {licence:string}
    dcterms:license {licence_iri:iri}
    dcterms:modified {modified:date}
    dcterms:publisher tfag:{publisher_agent}
    dcterms:publisher {publisher:string}
    dcterms:title {en:en}
    dcterms:title {zh:zh}
    owl:versionInfo {version:string}
    skos:definition {about:zh}
    skos:definition {about_en:en}
    skos:hasTopConcept tfs:{tops}
    skos:historyNote {history:string}
    skos:prefLabel {zh:zh}
""")
