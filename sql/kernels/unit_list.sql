-- zh: 单位
-- en: Units
-- about zh: 每个单位的键、名称、地区、级别和同类；统称不列。
-- about en: Key, name, area, level and counterpart of each unit, without collectives.
-- column unit_key (key): 单位键 | key of the unit
-- column area: 地区 | area
-- column unit: 单位 | unit
-- column level: 级别 | level
-- column counterpart: 同类单位 | counterpart
SELECT unit_key, area, name AS unit, level, counterpart FROM units WHERE NOT collective ORDER BY unit_key
